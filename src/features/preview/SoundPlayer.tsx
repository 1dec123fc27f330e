import { Pause, Play } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { MediaFacts } from '../../core/history/history.ts'
import { formatDuration, knownDuration } from '../../core/text/format.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Player } from './Player.tsx'
import { Waveform } from './Waveform.tsx'
import { words } from './words.ts'

/** An audio player with a waveform for seeking. */
export function SoundPlayer({
  source,
  media,
  peaks,
  onFacts,
  onError,
}: {
  source: string
  media: MediaFacts | undefined
  peaks: readonly number[]
  onFacts: (media: MediaFacts) => void
  onError: () => void
}) {
  const player = useRef<HTMLMediaElement>(null)
  const [playing, setPlaying] = useState(false)
  const [time, setTime] = useState(0)
  const duration = (media && knownDuration(media)) ?? 0

  // Follows the player, which reports its time only four times a second.
  useEffect(() => {
    if (!playing) return
    const update = () => {
      setTime(player.current?.currentTime ?? 0)
      frame = requestAnimationFrame(update)
    }
    let frame = requestAnimationFrame(update)
    return () => cancelAnimationFrame(frame)
  }, [playing])

  function seek(target: number): void {
    if (player.current) player.current.currentTime = target
    setTime(target)
  }

  function toggle(): void {
    if (playing) player.current?.pause()
    // The player reports its errors through onError.
    else void player.current?.play().catch(() => {})
  }

  return (
    <div className="w-full max-w-192 px-16">
      <Waveform peaks={peaks} time={time} duration={duration} onSeek={seek} />
      <div className="mt-3 flex items-center gap-3">
        <Button onClick={toggle} className="min-w-24 justify-center">
          <Icon of={playing ? Pause : Play} />
          <span>{playing ? words.pause : words.play}</span>
        </Button>
        <span className="text-soft">
          {duration > 0 && `${formatDuration(time, duration)} / ${formatDuration(duration)}`}
        </span>
      </div>
      <Player
        ref={player}
        kind="audio"
        source={source}
        onFacts={onFacts}
        onError={onError}
        onPlaying={setPlaying}
        onTime={setTime}
      />
    </div>
  )
}

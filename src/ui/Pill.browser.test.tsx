import { expect, it, vi } from 'vitest'
import { page } from 'vitest/browser'
import { Pill } from './Pill.tsx'
import { stageEachTest } from './testing/show.tsx'

const stage = stageEachTest()

const onPress = vi.fn()

function Header({ count }: { count: number }) {
  return (
    <>
      {count > 0 && (
        <Pill look="bad" name={`${count} failures now`} tip="Show" onPress={onPress}>
          {count} failures
        </Pill>
      )}
      <button type="button">Menu</button>
    </>
  )
}

it('the pill gives the focus to its neighbour when it goes', async () => {
  stage.show(<Header count={2} />)
  const pill = page.getByRole('button', { name: '2 failures now' })
  await pill.click()
  expect(onPress).toHaveBeenCalledOnce()
  await expect.element(pill).toHaveFocus()
  stage.show(<Header count={0} />)
  await expect.element(page.getByRole('button', { name: 'Menu' })).toHaveFocus()
})

import type { ReactNode } from 'react'
import { RadioBar, type RadioBarProps } from '../../../ui/RadioBar.tsx'

export function FormRow({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="grid min-w-0 grid-cols-1 gap-x-4 gap-y-0.5 sm:grid-cols-[8.5rem_minmax(0,1fr)]">
      <p className="text-soft sm:py-1.5">{title}</p>
      <div className="flex min-w-0 flex-wrap items-center gap-x-4 gap-y-1">{children}</div>
    </div>
  )
}

export function RadioRow<T extends string>({
  label,
  ...props
}: Omit<RadioBarProps<T>, 'legend' | 'look'> & { label: string }) {
  return (
    <FormRow title={label}>
      <RadioBar {...props} legend={label} look="plain" />
    </FormRow>
  )
}

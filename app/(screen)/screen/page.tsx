import { ScreenApp } from '@/ui/screen/screen-app'

export default function ScreenPage() {
  return <ScreenApp build={process.env.FOOTLIGHT_BUILD ?? 'dev'} />
}

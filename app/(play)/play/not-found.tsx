import { getLanguage } from '@/app/i18n/language'
import { PlainPage } from '@/ui/play/plain-page'

export default async function NotFound() {
  return <PlainPage language={await getLanguage()} says="closed" />
}

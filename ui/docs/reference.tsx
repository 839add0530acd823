import { makeFields, type Operation } from './openapi'

export type ReferenceWords = Record<
  | 'body'
  | 'answer'
  | 'needs'
  | 'nobody'
  | 'apiKey'
  | 'session'
  | 'field'
  | 'type'
  | 'required'
  | 'optional'
  | 'errors'
  | 'note',
  string
>

/** The API's operations, group by group, as a page to read. */
export function Reference({
  groups,
  names,
  words,
}: {
  groups: Map<string, Operation[]>
  names: (tag: string) => string
  words: ReferenceWords
}) {
  return [...groups].map(([tag, operations]) => (
    <section key={tag} aria-labelledby={`tag-${tag}`} className="doc-group">
      <h2 id={`tag-${tag}`}>{names(tag)}</h2>
      {operations.map((operation) => (
        <OperationEntry key={operation.id} operation={operation} words={words} />
      ))}
    </section>
  ))
}

function OperationEntry({ operation, words }: { operation: Operation; words: ReferenceWords }) {
  const { method, path, id, summary, description, security, requestBody, responses } = operation
  const body = Object.values(requestBody?.content ?? {})[0]?.schema
  const good = Object.entries(responses).find(([status]) => status.startsWith('2'))
  const answer = Object.values(good?.[1].content ?? {})[0]?.schema
  const errors = Object.keys(responses).filter((status) => !status.startsWith('2'))
  const needs = security?.flatMap((need) => Object.keys(need)) ?? []
  return (
    <article id={id} className="doc-operation">
      <h3>
        <code className={`doc-method ${method}`}>{method.toUpperCase()}</code> <code>{path}</code>
      </h3>
      <p>{[summary, description].filter(Boolean).join(' ')}</p>
      <p className="doc-needs">
        {words.needs}{' '}
        {needs.length === 0
          ? words.nobody
          : needs.map((need) => (need === 'apiKey' ? words.apiKey : words.session)).join(', ')}
        {errors.length > 0 && `. ${words.errors} ${errors.join(', ')}`}
      </p>
      <Fields title={words.body} fields={makeFields(body)} words={words} />
      <Fields title={`${words.answer} ${good?.[0] ?? ''}`} fields={makeFields(answer)} words={words} />
    </article>
  )
}

function Fields({
  title,
  fields,
  words,
}: {
  title: string
  fields: ReturnType<typeof makeFields>
  words: ReferenceWords
}) {
  if (fields.length === 0) return null
  return (
    <details>
      <summary>{title}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.field}</th>
            <th scope="col">{words.type}</th>
            <th scope="col">{words.note}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map(({ name, type, required, note }) => (
            <tr key={name}>
              <th scope="row">
                <code>{name}</code>
              </th>
              <td>
                <code>{type}</code>
              </td>
              <td>{[required ? words.required : words.optional, note].filter(Boolean).join('. ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}

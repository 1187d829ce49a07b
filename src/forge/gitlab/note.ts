import { unknown } from '../../errors.ts';
import { child, children, numberAt, objectOf, text } from '../fields.ts';
import type { Comment, CommentResult, PullRequestRef } from '../forge.ts';
import { hasMarker, markedBody, withoutQuickActions } from '../writing.ts';
import { type GitLabApi, refusal } from './api.ts';
import { ownId } from './write.ts';

const perPage = 100;
/** Further notes are not looked at; a new one is made then. */
const mostPages = 20;
const mostTries = 3;

interface Found {
  readonly id: number;
  readonly body: string;
}

export async function comment(api: GitLabApi, request: Comment): Promise<CommentResult> {
  const { repository, number, marker } = request;
  const purpose = {
    doing: `commenting on merge request ${number} of ${repository}`,
    needs: 'scope api, role Reporter',
  };
  const body = markedBody(marker, withoutQuickActions(request.body));
  for (let tries = 1; ; tries++) {
    const found = tries === 1 && isReadOnly(api) ? undefined : await findOurs(api, request, marker);
    if (found !== undefined) {
      const url = urlOf(api, request, found.id);
      if (found.body.replaceAll('\r\n', '\n') === body) {
        return { operation: tries > 1 ? 'created' : 'unchanged', url };
      }
      await api.put(purpose, (rest) => rest.MergeRequestNotes.edit(repository, number, found.id, { body }));
      return { operation: 'updated', url };
    }
    const outcome = await api.write(purpose, (rest) =>
      rest.MergeRequestNotes.create(repository, number, body),
    );
    if (outcome.kind === 'done') {
      const id = numberAt(objectOf(outcome.value, purpose.doing), 'id');
      return { operation: 'created', url: urlOf(api, request, id) };
    }
    if (outcome.kind === 'refused') {
      throw refusal(purpose, outcome.answer, api.connection);
    }
    if (tries === mostTries) {
      throw unknown('answer-lost', `${purpose.doing}: ${outcome.why}`);
    }
    await api.connection.clock.sleep(1_000 * tries, api.connection.signal);
  }
}

/** A job token is told so by the write, before anything is sent. */
function isReadOnly(api: GitLabApi): boolean {
  return api.connection.token?.kind === 'job';
}

function urlOf(api: GitLabApi, { repository, number }: PullRequestRef, id: number | undefined): string {
  const page = `${api.connection.address}/${repository}/-/merge_requests/${number}`;
  return id === undefined ? page : `${page}#note_${id}`;
}

/** The oldest note with the marker that this token wrote: anybody can write the marker. */
async function findOurs(api: GitLabApi, ref: PullRequestRef, marker: string): Promise<Found | undefined> {
  const purpose = {
    doing: `reading the notes of merge request ${ref.number} of ${ref.repository}`,
    needs: 'scope read_api, role Reporter',
  };
  const self = await ownId(api);
  for (let page = 1; page <= mostPages; page++) {
    const answer = await api.read(purpose, (rest) =>
      rest.MergeRequestNotes.all(ref.repository, ref.number, {
        sort: 'asc',
        orderBy: 'created_at',
        perPage,
        page,
      }),
    );
    const notes = children({ answer }, 'answer');
    for (const note of notes) {
      const body = text(note, 'body') ?? '';
      const id = numberAt(note, 'id');
      if (id !== undefined && numberAt(child(note, 'author'), 'id') === self && hasMarker(body, marker)) {
        return { id, body };
      }
    }
    if (notes.length < perPage) {
      return undefined;
    }
  }
  return undefined;
}

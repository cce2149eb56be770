import type { ChangeNotifier } from '../service/ports/change-notifier.ts';
import type { WorkerLink } from './worker-link.ts';

/** `local`, heard by the sibling workers too. */
export function shareAnnouncements(
  local: ChangeNotifier,
  link: Pick<WorkerLink, 'announce' | 'onAnnouncement'>,
): ChangeNotifier {
  link.onAnnouncement((bank) => void local.announce(bank));
  return {
    ...local,
    async announce(bank) {
      link.announce(bank);
      await local.announce(bank);
    },
  };
}

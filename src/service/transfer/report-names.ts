/** The sheet of a report that lists the findings; imports skip it. */
export const FINDING_LIST_NAME = '检查结果';

const PROPOSAL = /^建议修改（.*）$/;

/** The header of the column that proposes texts for another; imports skip it. */
export function proposalTitle(header: string): string {
  return `建议修改（${header}）`;
}

export function isProposalTitle(header: string): boolean {
  return PROPOSAL.test(header);
}

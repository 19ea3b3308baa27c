"""How tests are shared out among workers: the cases of one test go to one of them together."""

from xdist.scheduler import LoadGroupScheduling


class CasesTogether(LoadGroupScheduling):
    """Gives out whole tests, those with most cases first, and whole groups.

    Giving out fourteen thousand cases one by one took a worker more than most of them do, and what the cases of a test
    have in common was made by each of the workers.
    """

    def _split_scope(self, nodeid: str) -> str:
        return super()._split_scope(nodeid).partition("[")[0]

"""A document with probes of every sort, in a repository, open, with approvals of its own."""

from pathlib import Path

from checkdown import Checklist, parse
from gonogo.core.probes.planning import Plan, Planned, approve, plan_probes
from gonogo.core.trust import Approvals
from tests.throwaway import Repository

LAUNCH = """# Launch

## Before

- [ ] Settings are there
  - probe: `ls settings.ini` expect exit 0
- [ ] Tests pass
  - probe: `sh build.sh`
- [ ] Plan in `docs/plan.md`
  - probe: file `docs/plan.md`
- [ ] Answers
  - probe: GET `/health` expect status 200
- [ ] Few errors
  - probe: prom `rate(errors[5m])` expect < 0.01
- [ ] Broken
  - probe: expect exit 0
- [ ] `DB_HOST` - database host

## After

```bash
# Look
ls -la

kubectl rollout undo deployment/api
docker push registry.example.com/api:1
psql "$DATABASE_URL" < schema.sql
rm -rf /tmp/build
```
"""


class Open:
    """A document that is open, and what is approved for it."""

    def __init__(self, repository: Repository, store: Path, text: str = LAUNCH) -> None:
        self.top = repository.folder
        self.path = repository.write("docs/LAUNCH.md", text)
        self.approvals = Approvals(store)
        self.checklist: Checklist = parse(text)

    def plan(self, *trusted: str) -> Plan:
        """What could run now."""
        return plan_probes(self.checklist, self.path, self.approvals, trusted=trusted)

    def approved(self, *bodies: str) -> Plan:
        """The plan with the probes of these targets approved, with all of them if none is named."""
        plan = self.plan()
        approve(self.approvals, [each for each in plan.probes if not bodies or each.probe.target in bodies])
        return self.plan()


def by_target(plan: Plan, target: str) -> Planned:
    """The probe of this target."""
    (found,) = [each for each in plan.probes if each.probe.target == target]
    return found

"""Words that checklists are full of, and what they tell about two items that differ in them.

Data only; chosen for precision: a pair of items that is wrongly told apart is shown as removed and added.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


CONTRASTS = [
    _words(line)
    for line in """\
staging production development dev prod qa uat canary preview sandbox test local
unit integration e2e end-to-end smoke regression acceptance load stress performance security penetration chaos
frontend backend mobile web ios android api ui cli desktop server client
read write
create update delete list get
primary secondary replica standby
cpu memory disk network
start stop restart
enable disable
backup restore
encrypt decrypt
import export
input output
request response
internal external
public private
before after pre post
upload download
login logout signup
success failure
inbound outbound ingress egress
push pull
up down
min max
minimum maximum
north south east west
alpha beta
master slave
source target
upgrade downgrade
http https
ipv4 ipv6
sms email
readiness liveness startup
postgres mysql redis mongodb kafka rabbitmq
aws azure gcp
access refresh
users admins
daily weekly monthly yearly hourly
rollout rollback
logs metrics traces
monday tuesday wednesday thursday friday saturday sunday
first second third fourth
legal security product engineering marketing finance support operations
left right
p0 p1 p2 p3 p4
critical high medium low
linux windows macos mac
open close\
""".splitlines()
]
"""Each set's words stand for different things in the same place: an item about one is not about another."""

FAINT = _words("""
a all an and any are as at be been by can each every for from has have in into is it its must no not of
on or per should that the these this those to via was were will with without
""")
"""Words that tell nothing."""

GENERIC = _words("""
active add added approved available check checked checks complete completed configure configured
confirmed created defined deployed document documented done enabled ensure exist exists implement
implemented installed new pass passed passes passing place planned ready review reviewed run running set
setup test tested testing tests up update updated use used using validate validated verified verify work
working works write written
""")
"""Words that any item may be put in."""

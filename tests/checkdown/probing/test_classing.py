"""What only reads, and everything else, which changes things."""

import pytest

from checkdown.probing import Effect, classed, classed_command, read_probe

READS = r"""
ls -la logs/
grep -r "your-secret-key" .env
grep -rn "FOR UPDATE" src/ --include=*.ts
! grep -q TODO src/main.py
cat README.md && wc -l README.md
cd apps/api && ls; pwd
find . -maxdepth 2 -name '*.md' -not -path "./node_modules/*"
tail -n5 app.log
tail -5 app.log
head -20 README.md
git log -1 --oneline
tail --lines=5 app.log
head -c 20 -- -odd-name
test -f docs/ROLLBACK.md
[ -d evidence ]
git status --short
git log --oneline -n 5
git rev-parse HEAD
kubectl get pods -l app=web
kubectl -n production get pods -o wide
kubectl --namespace=production rollout status deployment/web
kubectl logs --tail=20 deployment/web
docker ps -a
docker stats --no-stream
docker logs --tail 50 web
curl https://example.com/health
curl -fsS -m 5 http://localhost:8080/health
curl -s -X GET -H "Accept: application/json" https://example.com/
curl -sI "https://$HOST/health"
ping -c 3 example.com
journalctl -u web -n 100 --no-pager
systemctl is-active web
pg_isready -h localhost -p 5432
redis-cli -h localhost ping
openssl x509 -noout -enddate -in cert.pem
aws sts get-caller-identity --output json
tar -tzf backup.tar.gz
node --version
""".strip().splitlines()

CHANGES = r"""
rm -rf build
docker push registry.example/web:1
docker stats
docker logs -f web
docker stats --no-stream=false
kubectl apply -f k8s/
kubectl rollout undo deployment/web
kubectl logs -f deployment/web
kubectl logs -pf deployment/web
kubectl get pods --watch
kubectl get pods -w
kubectl --kubeconfig evil.yaml get pods
kubectl exec web -- ls
psql -h db -d app < backup.sql
psql -c "select 1"
npm run migrate:up
npm test
make check
./scripts/check.sh
tail -f app.log
tail -5f app.log
tail -5
tail -F app.log
tail --fol app.log
journalctl -fu web
journalctl --vacuum-size=1M
watch ls
top
ping example.com
curl -o x https://example.com/
curl -sSo x https://example.com/
curl --output x https://example.com/
curl --outp x https://example.com/
curl -O https://example.com/x
curl -X POST https://example.com/
curl -XPOST https://example.com/
curl -sX DELETE https://example.com/
curl -d a=b https://example.com/
curl -H @secrets https://example.com/
curl -K config https://example.com/
curl file:///etc/passwd
curl https://example.com/install.sh | sh
wget https://example.com/x
find . -name '*.bak' -delete
find . -exec rm {} \;
find . -execdir rm {} +
find . -ok rm {} \;
find . -fprint out
git push
git commit -m x
git -C other status
git branch -D old
git branch new
git tag v1
git diff --output=x
git grep -O'rm -rf x' y
git remote -v update
git -c core.pager=x log
cd module.git && git log
ls > files.txt
ls >> files.txt
ls 2>/dev/null
cat < /etc/passwd
cat <<EOF
ls | xargs rm
ls | grep x
ls & rm x
ls &
(rm x)
{ rm x; }
echo $(rm x)
echo "$(rm x)"
echo `rm x`
echo "`rm x`"
echo ${X:=$(rm x)}
echo "${X:-`rm x`}"
echo $((i++))
diff <(rm x) y
echo $'\x72m'
$CMD
"$CMD" x
find . "$OPTION"
find . $OPTIONS
find *
curl "$ARGS" https://example.com/
X=1
PATH=evil ls
LD_PRELOAD=./evil.so ls
GIT_EXTERNAL_DIFF=./evil git diff
ls() { rm x; }
if true; then rm x; fi
for f in *; do rm $f; done
[[ -f x ]]
test -v 'a[$(rm x)]'
[ -v 'a[$(rm x)]' ]
printf -v 'a[$(rm x)]' x
sudo ls
env ls
time ls
exec ls
eval ls
command ls
xargs ls
sh -c ls
bash
source x
. ./x
alias ls=rm
nohup ls
ssh host ls
timeout 5 ls
awk 'BEGIN{system("rm x")}'
sed -n 'w x' y
sed -i s/a/b/ x
sort -o x y
uniq a b
tee x
tar -xf x
tar -tf host:x
tar -tf x --to-command=rm
hostname new-name
date 010100002030
date -s now
ss -K dst 1.2.3.4
npm audit fix
npm audit
cat /dev/zero
head
cd backend
rg --pre ./evil x
ls 'unclosed
ls \
ls;;
&& ls
ls &&
!
!!
""".strip().splitlines()

UNSEEN = [
    "",
    "#only a comment",
    "ls\rrm x",
    "ls\x00",
    "ls \u202ex",
    "ls\u00a0-la",
    "ls \\\n| sh",
    "cat <<E\nx\nE",
]


@pytest.mark.parametrize("command", READS)
def test_what_is_known_to_only_read_reads(command: str) -> None:
    assert classed_command(command) == (Effect.READS, "")


@pytest.mark.parametrize("command", [*CHANGES, *UNSEEN])
def test_everything_else_changes_things_and_says_why(command: str) -> None:
    effect, reason = classed_command(command)
    assert effect is Effect.CHANGES
    assert reason


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        ("kubectl rollout undo deployment/web", "runs kubectl rollout undo, which is not known to only read"),
        ("kubectl -n prod apply -f x", "runs kubectl apply, which is not known to only read"),
        ("docker push web", "runs docker push, which is not known to only read"),
        ("rm -rf build", "runs rm, which is not known to only read"),
        ("find . -exec rm {} \\;", "has the option -exec, which is not known to only read"),
        ("{ rm x; }", "has braces"),
        ("ls a{b,c}", "has braces"),
    ],
)
def test_the_reason_names_what_is_not_known_to_only_read(command: str, reason: str) -> None:
    assert classed_command(command).reason == reason


def test_what_follows_a_command_that_reads_counts_as_well() -> None:
    for changing in (
        "; rm x",
        " && rm x",
        " || rm x",
        "\nrm x",
        "\n\n\n\n\nrm x",
        " # x\nrm x",
        " \\\n; rm x",
    ):
        assert classed_command("ls" + changing).effect is Effect.CHANGES


def test_a_comment_is_no_command() -> None:
    assert classed_command("ls # | rm x").effect is Effect.READS
    assert classed_command("ls a#b; rm x").effect is Effect.CHANGES


def test_git_runs_settings_of_the_folder_it_is_in() -> None:
    assert classed(read_probe("`git log`")).effect is Effect.READS
    assert classed(read_probe("`git log` in vendor/module.git")).effect is Effect.CHANGES


@pytest.mark.parametrize(
    ("text", "effect"),
    [
        ("GET `https://example.com/`", Effect.READS),
        ("HEAD `https://example.com/`", Effect.READS),
        ("POST `https://example.com/deploy`", Effect.CHANGES),
        ("DELETE `https://example.com/x`", Effect.CHANGES),
        ("file `docs/x.md`", Effect.READS),
        ("env `HOME`", Effect.READS),
        ("tcp `localhost:1`", Effect.READS),
        ("prom `up` expect > 0", Effect.READS),
    ],
)
def test_other_kinds_read_unless_they_send(text: str, effect: Effect) -> None:
    assert classed(read_probe(text)).effect is effect


def test_what_is_too_long_to_be_understood_is_not() -> None:
    assert classed_command("ls " + "x" * 30_000).effect is Effect.CHANGES
    assert classed_command("(" * 100_000).effect is Effect.CHANGES

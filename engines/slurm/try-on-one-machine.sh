#!/bin/sh
# Tries a campaign on a Slurm of its own on this machine: a controller and two nodes in a scratch folder, without systemd. A node is killed
# with all that runs on it, then a task alone, then the controller, each in the middle. The answer must have the bits of one run all the same.
#
#   engines/slurm/try-on-one-machine.sh
#
# It needs root, and on Debian: apt-get install slurmctld slurmd slurm-client munge. CETAK names the command if it is not `cetak`.
# REPLICATIONS and JOBS say how much is run: 40000 of each of two scenarios, in 10 jobs each.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
CETAK=$(realpath "$(command -v "${CETAK:-cetak}")")
export CETAK
replications=${REPLICATIONS:-40000}
jobs=${JOBS:-10}

dir=$(mktemp -d /tmp/cetak-slurm-XXXXXX)
host=$(hostname -s)
export SLURM_CONF="$dir/slurm.conf"
started=""

note() {
    printf '%s  %s\n' "$(date -u +%H:%M:%S)" "$*"
}

# All processes below one, itself last.
below() {
    for child in $(ps -o pid= --ppid "$1"); do
        below "$child"
    done
    echo "$1"
}

# The steps of a node are daemons of their own, named after the id of their job.
steps_on() {
    for id in $(squeue -h -t RUNNING -w "$1" -o %A); do
        pgrep -f "^slurmstepd: \[$id\." || true
    done
}

finish() {
    code=$?
    for pid in $(steps_on n1; steps_on n2) $started; do
        for one in $(below "$pid"); do
            kill -KILL "$one" 2>/dev/null || true
        done
    done
    if [ "$code" -eq 0 ]; then
        rm -rf "$dir"
    else
        note "failed; what the daemons said is in $dir"
    fi
    exit "$code"
}
trap finish EXIT
trap 'exit 130' INT TERM

# Waits until a command succeeds, at most ten minutes.
until_so() {
    tries=0
    until "$@" >/dev/null 2>&1; do
        tries=$((tries + 1))
        if [ "$tries" -gt 3000 ]; then
            note "this does not come to be: $*"
            exit 1
        fi
        sleep 0.2
    done
}

# --- A cluster of two nodes -------------------------------------------------------------------------------------------------------

chmod 755 "$dir"
mkdir "$dir/state" "$dir/spool.n1" "$dir/spool.n2" "$dir/auth"
dd if=/dev/urandom of="$dir/auth/key" bs=128 count=1 2>/dev/null
chmod 400 "$dir/auth/key"
cat >"$SLURM_CONF" <<CONF
ClusterName=try
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=26817
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=$dir/auth/socket,cred_expire=5
CommunicationParameters=NoInAddrAny
StateSaveLocation=$dir/state
SlurmdSpoolDir=$dir/spool.%n
SlurmctldPidFile=$dir/slurmctld.pid
SlurmdPidFile=$dir/slurmd.%n.pid
SlurmctldLogFile=$dir/slurmctld.txt
SlurmdLogFile=$dir/slurmd.%n.txt
ProctrackType=proctrack/pgid
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
AccountingStorageType=accounting_storage/none
JobAcctGatherType=jobacct_gather/none
JobCompType=jobcomp/none
MpiDefault=none
SlurmdTimeout=10
ReturnToService=2
KillWait=2
NodeName=n1 NodeHostname=$host NodeAddr=127.0.0.1 Port=26818 CPUs=1
NodeName=n2 NodeHostname=$host NodeAddr=127.0.0.1 Port=26819 CPUs=1
PartitionName=all Nodes=n1,n2 Default=YES MaxTime=INFINITE State=UP
CONF

start_controller() {
    slurmctld -D >/dev/null 2>&1 &
    controller=$!
    started="$started $controller"
    until_so scontrol ping
}

start_node() {
    slurmd -D -N "$1" >/dev/null 2>&1 &
    node=$!
    started="$started $node"
    until_so node_answers "$1"
}

node_answers() {
    case $(sinfo -h -n "$1" -o %t) in
        idle | mix | alloc) true ;;
        *) false ;;
    esac
}

munged --force --foreground --key-file="$dir/auth/key" --socket="$dir/auth/socket" --pid-file="$dir/auth/pid" \
    --log-file="$dir/auth/log" --seed-file="$dir/auth/seed" --num-threads=2 >"$dir/munged.txt" 2>&1 &
started="$started $!"
until_so test -S "$dir/auth/socket"
start_controller
start_node n1
node1=$node
start_node n2
note "a controller and two nodes answer ($(sinfo --version))"

# --- A campaign, with misfortunes -------------------------------------------------------------------------------------------------

campaign="$dir/campaign"
"$CETAK" campaign new "$campaign" bangli bangli-declared -n "$replications" --jobs "$jobs" --lang en
begun=$(date +%s)
"$here/submit.sh" "$campaign"

running_on() {
    squeue -h -t RUNNING -w "$1" -o %K | grep -q .
}

is_stored() {
    find "$campaign/parts" -name '*.unfinished' -size +64k 2>/dev/null | grep -q .
}

until_so running_on n1
until_so running_on n2
until_so is_stored

is_gone() {
    state=$(ps -o stat= -p "$1")
    case "$state" in
        "" | Z*) true ;;
        *) false ;;
    esac
}

task=$(squeue -h -t RUNNING -w n1 -o %K)
note "node n1 dies with task $task on it"
# From the top, so that nobody lives to tell.
lost=$(for top in "$node1" $(steps_on n1); do below "$top" | tac; done)
kill -KILL $lost 2>/dev/null || true
for one in $lost; do
    until_so is_gone "$one"
done
"$CETAK" campaign status "$campaign" --lang en | sed -n '/^Jobs/,$p'
until_so sh -c 'squeue -h -t PENDING -r -o %K | grep -qx '"$task"
note "Slurm has noticed, and queues task $task again"
start_node n1
note "node n1 is back"

# The command as `ps` names it.
name=$(basename "$CETAK" | cut -c 1-15)

kill_task() {
    task=$(squeue -h -t RUNNING -w n1 -o %K)
    for step in $(steps_on n1); do
        for one in $(below "$step"); do
            if [ "$(ps -o comm= -p "$one")" = "$name" ] && kill -KILL "$one"; then
                return 0
            fi
        done
    done
    return 1
}

until_so kill_task
note "the process of task $task dies alone"

# The controller saves its state every five seconds; what happened since is lost with it.
until_so running_on n2
touch "$dir/running"
until_so test "$dir/state/job_state" -nt "$dir/running"
until_so running_on n2
note "the controller dies; what runs goes on: tasks $(squeue -h -t RUNNING -o %K | tr '\n' ' ')"
kill -KILL "$controller"
wait "$controller" 2>/dev/null || true
start_controller
note "the controller is back"

# A node on which the new controller finds a task that it has forgotten is drained: it takes no task until somebody says so. A task that
# could not be started there several times is held until somebody releases it.
is_empty() {
    for node in $(sinfo -h -N -t drain -o %N); do
        scontrol update nodename="$node" state=resume
    done
    for held in $(squeue -h -r -t PENDING -o %i,%r | grep -i -e hold -e held | cut -d , -f 1); do
        scontrol release "$held"
    done
    test -z "$(squeue -h)"
}
until_so is_empty
note "the array has ended after $(($(date +%s) - begun)) s"
"$CETAK" campaign status "$campaign" --lang en

# --- The same bits as one run -----------------------------------------------------------------------------------------------------

"$CETAK" campaign answer "$campaign" --format json >"$dir/answer.json"
"$CETAK" compare bangli bangli-declared -n "$replications" --format json >"$dir/one-run.json"
cmp "$dir/answer.json" "$dir/one-run.json"
note "the answer has every bit of that of cetak compare on this machine alone"

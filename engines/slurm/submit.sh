#!/bin/sh
# Submits the jobs of a campaign as a Slurm job array:
#
#   engines/slurm/submit.sh DIR [options of sbatch]
#
# The folder DIR must have the same path on every node. CETAK names the command if it is not `cetak`. What the tasks print is in DIR/slurm.
set -eu

dir=$(cd "$1" && pwd)
shift
CETAK=$(realpath "$(command -v "${CETAK:-cetak}")")

# "all" is the first object of the status, so that the first number is that of all jobs.
jobs=$("$CETAK" campaign status "$dir" --format json | sed -n 's/^ *"jobs": \([0-9]*\),$/\1/p' | head -n 1)

# An array may have fewer tasks than the campaign has jobs: then each task takes every so many-th.
most=$(scontrol show config | sed -n 's/^MaxArraySize *= *\([0-9]*\)$/\1/p')
tasks=$jobs
if [ "$tasks" -ge "$most" ]; then
    tasks=$((most - 1))
fi

mkdir -p "$dir/slurm"
export CETAK CAMPAIGN="$dir" JOBS="$jobs" TASKS="$tasks"
exec sbatch --requeue --open-mode=append --array="1-$tasks" --job-name="cetak $(basename "$dir")" \
    --output="$dir/slurm/%A_%a.txt" "$@" <<'TASK'
#!/bin/sh
# A task that is requeued goes on after the last replication that is stored, and a job that is done is left as it is.
job=$SLURM_ARRAY_TASK_ID
code=0
while [ "$job" -le "$JOBS" ]; do
    "$CETAK" campaign run "$CAMPAIGN" --job "$job" --threads "${SLURM_CPUS_PER_TASK:-1}" || {
        now=$?
        [ "$now" -le "$code" ] || code=$now
    }
    job=$((job + TASKS))
done
# Slurm runs a task again whose node is lost, but not one whose process alone was killed.
if [ "$code" -gt 128 ] && [ "${SLURM_RESTART_COUNT:-0}" -lt 2 ]; then
    scontrol requeue "$SLURM_JOB_ID"
fi
exit "$code"
TASK

/** A `/bin/sh` script that runs a program, and is the first process inside: where it ends, the kernel ends all others. Its arguments: how many times 20 ms to wait, the
    program, its arguments. When the program has ended it waits for processes that still hold its output, as `tee` in `exec > >(tee log)` does. It ends with
    the exit code of the program. What the shell itself would say is not the task's output. */
export const SUPERVISE = `
trap : TERM
exec 3>&2 2>/dev/null
turns=$1
shift
"$@" 2>&3 3>&-
code=$?
holders() {
  for p in /proc/[0-9]*; do
    [ $p = /proc/1 ] && continue
    for fd in 1 2; do
      [ $p/fd/$fd -ef /proc/1/fd/1 ] && return 0
      [ $p/fd/$fd -ef /proc/1/fd/3 ] && return 0
    done
  done
  return 1
}
while [ $turns -gt 0 ] && holders; do
  turns=$((turns - 1))
  /bin/sleep 0.02
done
exit $code
`;

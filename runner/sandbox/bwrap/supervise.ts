/** A `/bin/sh` script that runs a program, with nothing else inside but, for root, bubblewrap's own first process. Its arguments: how many times 20 ms to wait, the program,
    its arguments. When the program has ended it waits for processes that still hold its output, as `tee` in `exec > >(tee log)` does. Then nothing is left:
    either it is the first process itself, and the kernel ends the others with it, or it kills them and sees them gone. It ends with the exit code of the program.
    What the shell itself would say is not the task's output. */
export const SUPERVISE = `
trap : TERM
exec 3>&2 2>/dev/null
turns=$1
shift
"$@" 2>&3 3>&-
code=$?
others() {
  for p in /proc/[0-9]*; do
    case $p in /proc/1|/proc/$$) ;; *) "$@" && return 0 ;; esac
  done
  return 1
}
holds() {
  for fd in 1 2; do
    [ $p/fd/$fd -ef /proc/$$/fd/1 ] && return 0
    [ $p/fd/$fd -ef /proc/$$/fd/3 ] && return 0
  done
  return 1
}
while [ $turns -gt 0 ] && others holds; do
  turns=$((turns - 1))
  /bin/sleep 0.02
done
[ $$ = 1 ] && exit $code
turns=200
while [ $turns -gt 0 ] && others :; do
  turns=$((turns - 1))
  kill -s KILL -- -1
  /bin/sleep 0.005
done
exit $code
`;

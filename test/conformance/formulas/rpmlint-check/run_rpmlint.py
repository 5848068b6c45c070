import os.path
import subprocess


def run(koji_build, rpms):
    lines = ['TAP version 13', '1..%d' % len(rpms)]
    for rpm in sorted(rpms):
        found = subprocess.Popen(['rpmlint', rpm], stdout=subprocess.PIPE).communicate()[0].decode('utf-8')
        failed = ': E: ' in found
        lines += [
            '%s - $CHECKNAME for Koji build %s' % ('not ok' if failed else 'ok', koji_build),
            '  ---',
            '  details:',
            '    output: |',
        ]
        lines += ['      ' + line for line in found.splitlines()]
        lines += [
            '  item: %s' % os.path.basename(rpm),
            '  outcome: %s' % ('FAILED' if failed else 'PASSED'),
            '  type: koji_build',
            '  ...',
        ]
    return '\n'.join(lines) + '\n'

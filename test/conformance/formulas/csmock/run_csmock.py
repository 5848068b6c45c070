import os.path
import subprocess


def run(workdir, koji_build, downloaded):
    srpm = downloaded['downloaded_rpms'][0]
    results = os.path.join(workdir, 'results.tar.xz')
    subprocess.check_call(['csmock', '-o', results, srpm])
    report = subprocess.check_output(['tar', '-xJOf', results, 'scan-results.err']).decode('utf-8')
    output = ['      ' + line for line in report.splitlines()]
    return '\n'.join([
        'TAP version 13',
        '1..1',
        'not ok - $CHECKNAME for Koji build %s' % koji_build,
        '  ---',
        '  details:',
        '    output: |',
    ] + output + [
        '  item: %s' % koji_build,
        '  outcome: FAILED',
        '  summary: %d defects' % len(output),
        '  type: koji_build',
        '  ...',
        '',
    ])

def log = new File(basedir, 'build.log').text
assert log.readLines().any {
    it.startsWith('::error file=requirements.txt,line=1,title=FAIL 6.2 Exact versions elsewhere::"numpy"')
}
def summary = new File(basedir, 'step-summary.md').text
assert summary.startsWith('# Security checklist: 1 requirement(s) violated')

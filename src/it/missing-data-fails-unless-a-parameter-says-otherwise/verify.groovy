// One log of seven runs, in the order of invoker.properties.
def runs = new File(basedir, 'build.log').text.split(/Scanning for projects\.\.\./).drop(1)
    .collect { it.replaceAll(/\s*\[\w+\]\s+/, ' ') } // long lines are broken
assert runs.size() == 7
def unchecked = '1 requirement(s) could not be checked in '
def refused = '127.0.0.1:1 could not be reached: the connection was refused.'
runs.each { run ->
  assert run.contains(refused)
  assert !(run =~ /\tat /)
}
// The badge: 2.1 is a MUST.
assert runs[0].contains(unchecked) && !runs[0].contains('violated')
assert runs[1].contains('BUILD SUCCESS') && runs[1].contains('onDataError=warn: missing badge')
assert runs[2].contains('BUILD SUCCESS') && runs[2].contains('failOnError=false: ')
assert runs[1..2].every { it.contains('UNKNOWN 2.1') && !it.contains('could not be checked in') }
// Vulnerabilities: 5.1 is a SHOULD, unless failOn or failOnSeverity makes it count.
assert runs[3].contains('BUILD SUCCESS') && runs[3].contains('UNKNOWN 5.1')
assert runs[4].contains(unchecked) && !runs[4].contains('violated')
assert runs[5].contains(unchecked) && !runs[5].contains('violated')
// What is violated is violated all the same, and nothing that could not be checked is counted with it.
assert runs[6] =~ /\d+ requirement\(s\) violated in / && !runs[6].contains(', and 1 could not be checked')

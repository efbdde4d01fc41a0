def log = new File(basedir, 'build.log').text
assert log =~ /The plugin io\.github\.pysecaudit:audit-maven-plugin:\S+ requires Maven version 3\.6\.3/
assert !(log =~ /(?m)^\s+at /)

import java.nio.charset.StandardCharsets
import java.nio.file.Files
import java.nio.file.Path
import java.util.zip.ZipEntry
import java.util.zip.ZipOutputStream

Path root = basedir.toPath()
def bytes = { String path, byte[] content ->
    Path file = root.resolve(path)
    Files.createDirectories(file.parent)
    Files.write(file, content)
}
def text = { String path, String content -> bytes(path, content.getBytes(StandardCharsets.UTF_8)) }

// Files of 1 GB that take no room on the disk.
['README.md', 'requirements.txt', 'big.py', 'big.ipynb', 'uv.lock', 'big.whl', 'deploy/Dockerfile', 'docs/big.rst'].each {
    Files.createDirectories(root.resolve(it).parent)
    new RandomAccessFile(root.resolve(it).toFile(), 'rw').withCloseable { f -> f.setLength(1L << 30) }
}

// An archive with 50,000 entries, one within another, and one that unpacks to 1 GB.
def zip = { OutputStream out, Closure fill -> new ZipOutputStream(out).withCloseable(fill) }
new File(basedir, 'many.whl').withOutputStream { out ->
    zip(out) { z -> 50_000.times { z.putNextEntry(new ZipEntry("a/${it}.py")); z.write('x'.bytes); z.closeEntry() } }
}
byte[] inner = new byte[10]
30.times { level ->
    def out = new ByteArrayOutputStream()
    zip(out) { z -> z.putNextEntry(new ZipEntry("level${level}.zip")); z.write(inner); z.closeEntry() }
    inner = out.toByteArray()
}
bytes('nested.zip', inner)
new File(basedir, 'bomb.zip').withOutputStream { out ->
    zip(out) { z ->
        z.putNextEntry(new ZipEntry('a-1.dist-info/METADATA'))
        byte[] zeros = new byte[1 << 20]
        1024.times { z.write(zeros) }
        z.closeEntry()
    }
}

// Links: out of the tree, to nothing, in circles, and many.
Files.createSymbolicLink(root.resolve('out'), Path.of('/'))
Files.createSymbolicLink(root.resolve('passwd.md'), Path.of('/etc/passwd'))
Files.createSymbolicLink(root.resolve('nothing.py'), Path.of('nowhere'))
Files.createSymbolicLink(root.resolve('loop'), Path.of('.'))
Files.createSymbolicLink(root.resolve('ping.py'), Path.of('pong.py'))
Files.createSymbolicLink(root.resolve('pong.py'), Path.of('ping.py'))
Files.createDirectories(root.resolve('farm'))
text('farm/target.py', 'x = 1\n')
2_000.times { Files.createSymbolicLink(root.resolve("farm/l${it}.py"), Path.of(it % 2 ? 'target.py' : '..')) }

// Many files, and a deep tree.
20_000.times { Files.createDirectories(root.resolve("many/${it % 100}")) ; Files.write(root.resolve("many/${it % 100}/f${it}.txt"), new byte[0]) }
text('d/' * 200 + 'deep.py', 'x = 1\n')

// What is no file, and what cannot be read.
assert ['mkfifo', root.resolve('pipe.py').toString()].execute().waitFor() == 0
assert ['mkfifo', root.resolve('SECURITY.md').toString()].execute().waitFor() == 0
text('closed/a.py', 'x = 1\n')
Files.setPosixFilePermissions(root.resolve('closed'), [] as Set)

// Names for whoever prints them.
['a\u001b[31mred.py', 'b\n::error::forged.py', 'c\r[ERROR] forged.py', 'd<script>alert(1)<script>.py', 'e](http:x) `|.py',
 'f\u202egnp.py', 'g##[error]forged.py', 'h##vso[task.complete]x.py', 'i\u009b31m.py', '::error::forged.py', '=cmd|g.py'].each { text(it, 'import os\nos.system(input())\n') }

// The same text in every disguise.
def source = 'import os\r\nos.system(input())\r\n'
bytes('bom.py', ('\ufeff' + source).getBytes(StandardCharsets.UTF_8))
bytes('utf16.py', source.getBytes('UTF-16'))
bytes('nul.py', 'x = 1\u0000\nimport os\n'.bytes)
text('nested.py', '(' * 100_000)
text('lines.py', 'if x:\n' + (1..90).collect { ' ' * it + 'if x:\n' }.join('') + ' ' * 91 + 'pass\n')
text('bomb.yml', (1..30).collect { "a${it}: &a${it} [${(['*a' + (it - 1)] * 9).join(',')}]" }.join('\n').replace('*a0', 'x'))
text('deep.json.md', '>' * 50_000 + '[' * 50_000)
text('docs/deep.md', '- ' * 20_000 + '*' * 50_000)

context.put('services', io.github.pysecaudit.it.LoopbackServices.start(basedir, context.get('userProperties')))
context.get('userProperties').setProperty('audit.formats', 'json,sarif,html,junit,markdown,cyclonedx')
context.put('start', System.nanoTime())

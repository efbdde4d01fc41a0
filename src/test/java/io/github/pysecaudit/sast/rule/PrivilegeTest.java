package io.github.pysecaudit.sast.rule;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pysecaudit.sast.PrivilegeUse;
import io.github.pysecaudit.sast.RuleCatalogue;
import io.github.pysecaudit.sast.SourceFile;
import io.github.pysecaudit.sast.scan.ScanCache;
import io.github.pysecaudit.sast.scan.SourceScanner;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrivilegeTest {

  private static List<PrivilegeUse> uses(String text) {
    String imports = "import os, sys, subprocess, ctypes, stat, getpass, asyncio, signal\n";
    SourceFile file =
        SourceFile.of("a.py", false, (imports + text.replace("\\n", "\n")).getBytes(UTF_8));
    return new SourceScanner(RuleCatalogue.load(), 1, ScanCache.none())
        .scan(List.of(file))
        .privileges();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '^',
      value = {
        "if os.geteuid() != 0:\\n  sys.exit(1) ~ DEMANDS_ROOT",
        "if os.geteuid():\\n  raise SystemExit ~ DEMANDS_ROOT",
        "if not os.geteuid() == 0:\\n  exit('root only') ~ DEMANDS_ROOT",
        "if os.getuid() > 0:\\n  os._exit(1) ~ DEMANDS_ROOT",
        "if os.geteuid() == 0:\\n  main()\\nelse:\\n  sys.exit(1) ~ DEMANDS_ROOT",
        "uid = os.geteuid()\\nif uid != 0:\\n  sys.exit(1) ~ DEMANDS_ROOT",
        "from os import geteuid as g\\nif 0 != g():\\n  quit() ~ DEMANDS_ROOT",
        "assert os.geteuid() == 0 ~ DEMANDS_ROOT",
        "if x and os.geteuid() != 0:\\n  raise PermissionError() ~ DEMANDS_ROOT",
        "if getpass.getuser() != 'root':\\n  sys.exit() ~ DEMANDS_ROOT",
        "if not ctypes.windll.shell32.IsUserAnAdmin():\\n  sys.exit() ~ DEMANDS_ROOT",
        "if os.geteuid() == 0:\\n  sys.exit('not as root') ~ REFUSES_ROOT",
        "if not os.getuid():\\n  raise RuntimeError() ~ REFUSES_ROOT",
        "if os.geteuid() == 0:\\n  log('root') ~ CHECKS_ROOT",
        "def is_root():\\n  return os.geteuid() == 0 ~ CHECKS_ROOT",
        "os.setuid(0) ~ SETUID_ROOT",
        "os.setresuid(0, 0, 0) ~ SETUID_ROOT",
        "os.setuid(pw.pw_uid) ~ DROPS_PRIVILEGES",
        "os.setgroups([]) ~ DROPS_PRIVILEGES",
        "os.chmod(p, 0o4755) ~ SETUID_BIT",
        "os.chmod(p, mode | stat.S_ISUID) ~ SETUID_BIT",
        "subprocess.run(['chmod', 'u+s', p]) ~ SETUID_BIT",
        "os.system('chmod 4755 /bin/x') ~ SETUID_BIT",
        "subprocess.check_call(['sudo', '-n', 'id']) ~ SUDO",
        "subprocess.run('cd / && sudo id', shell=True) ~ SUDO",
        "cmd = ['sudo', 'id']\\nsubprocess.run(cmd) ~ SUDO",
        "subprocess.run(['sudo'] + cmd) ~ SUDO",
        "os.execvp('sudo', ['sudo', *sys.argv]) ~ SUDO",
        "os.system(f'sudo chown {x} {y}') ~ SUDO",
        "os.system('pkexec %s' % x) ~ SUDO",
        "self.run_command(['/usr/bin/sudo', 'id']) ~ SUDO",
        "subprocess.run(['env', 'A=b', 'sudo', 'id']) ~ SUDO",
        "asyncio.create_subprocess_exec('sudo', 'id') ~ SUDO",
        "subprocess.run(['setcap', 'cap_net_raw+ep', p]) ~ CAPABILITY",
        "ctypes.windll.shell32.ShellExecuteW(None, 'runas', a, b, c, 1) ~ ELEVATE",
        "from elevate import elevate\\nelevate() ~ ELEVATE",
        "from pyuac import main_requires_admin\\n@main_requires_admin\\ndef f(): pass ~ ELEVATE",
      })
  void observes(String source, PrivilegeUse.Kind kind) {
    List<PrivilegeUse> uses = uses(source);
    assertTrue(uses.stream().anyMatch(use -> use.kind() == kind), () -> source + " gave " + uses);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "days = ['su', 'mo', 'tu']",
        "groups = ['sudo', 'wheel']",
        "if name in ['sudo', 'x']:\n  pass",
        "print('run sudo make install')",
        "os.system('echo sudo')",
        "os.chmod(p, 0o755)",
        "if os.getpid() != 0:\n  sys.exit()",
        "if geteuid() != 0:\n  sys.exit()",
        "sudo()",
        "logging.info('sudo x')",
        "x.setuid(0)",
      })
  void isSilentAboutWhatOnlyLooksLikeIt(String text) {
    assertEquals(List.of(), uses(text));
  }

  @Test
  void saysTheConstructAndTheLine() {
    PrivilegeUse use = uses("subprocess.run(['sudo', 'systemctl', 'restart', name])").get(0);
    assertEquals("sudo systemctl restart …", use.text());
    assertEquals(2, use.place().line().orElseThrow());
    assertTrue(use.kind().isHigh());
  }
}

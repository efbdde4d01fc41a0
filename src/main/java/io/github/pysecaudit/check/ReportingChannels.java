package io.github.pysecaudit.check;

import io.github.pysecaudit.checklist.Evidence;
import io.github.pysecaudit.facts.Document;
import io.github.pysecaudit.facts.Document.Block;
import io.github.pysecaudit.facts.Document.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ways to report a vulnerability that a text names.
 *
 * @param privately those that only the maintainers read
 * @param publicly public trackers and lists
 * @param placeholders addresses that belong to nobody
 * @param elsewhere links that may lead to a channel
 */
record ReportingChannels(
    List<Evidence> privately,
    List<Evidence> publicly,
    List<Evidence> placeholders,
    List<Evidence> elsewhere) {

  private static final Pattern MAIL =
      Pattern.compile(
          "(?<![\\w.+-])[\\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{1,63}){0,6}\\.[A-Za-z]{2,24}(?![\\w@])");
  private static final Pattern HIDDEN_MAIL =
      Pattern.compile(
          "(?<![\\w.+-])[\\w.+-]{1,64}\\s?(?:[\\[({<]\\s?(?:at|@|AT)\\s?[\\])}>]|\\s(?:AT|at)\\s(?=[\\w-]{1,63}\\s(?:dot|DOT)\\s))\\s?[A-Za-z0-9-]{1,63}"
              + "(?:\\s?(?:\\.|[\\[({<]\\s?(?:dot|DOT|\\.)\\s?[\\])}>]|\\s(?:dot|DOT)\\s)\\s?[A-Za-z0-9-]{1,63}){1,5}");
  private static final Pattern RESERVED =
      Pattern.compile(
          "(?i).*(?:@|\\W)(?:[\\w-]{1,63}\\.)*(?:example\\.(?:com|org|net|edu)|(?:your|my)-?(?:domain|company|org|project|site)[\\w-]{0,20}(?:\\.\\w{2,24})?"
              + "|domain\\.(?:com|tld)|company\\.com|[\\w-]{1,63}\\.(?:example|test|invalid|localhost|tld))"
              + "|(?i)(?:your[-_.]?(?:e-?mail|name)|email|user|name|username|foo|no-?reply)@.*");
  private static final Pattern PUBLIC_LIST =
      Pattern.compile(
          "(?i)(?:users?|dev|devel|developers|discuss|general|announce)@(?:lists?|groups?)\\..*|.*-(?:users?|dev|devel|discuss)@.*");
  private static final Pattern ADVISORIES =
      Pattern.compile(
          "(?i)https?://[^/]{1,200}/[^/]{1,100}/[^/]{1,100}/security(?:/advisories(?:/new)?)?/?(?:[?#].*)?|(?:\\.\\./){0,4}security/advisories(?:/new)?/?");
  private static final Pattern PLATFORM =
      Pattern.compile(
          "(?i)https?://(?:[\\w-]{1,63}\\.)*(?:hackerone\\.com|bugcrowd\\.com|tidelift\\.com/(?:docs/)?security|intigriti\\.com|yeswehack\\.com|huntr\\.(?:dev|com)|openbugbounty\\.org|bugbounty\\.\\w{2,})(?:/.*)?");
  private static final Pattern CONFIDENTIAL =
      Pattern.compile(
          "(?i)\\bconfidential (?:issue|merge"
              + " request|ticket)s?\\b|issue(?:\\[|%5B)confidential(?:\\]|%5D)=true");
  private static final Pattern PRIVATE_REPORTING =
      Pattern.compile(
          "(?i)\\bprivate (?:vulnerability|security) report(?:ing|s)?\\b|\\bprivately report a"
              + " (?:security )?vulnerability\\b|[\"“`*]report a vulnerability[\"”`*]|\\bprivate"
              + " security advisor(?:y|ies)\\b|\\bdraft (?:a )?security"
              + " advisor(?:y|ies)\\b|\\bsecurity"
              + " advisor(?:y|ies)\\b.{0,40}\\b(?:tab|feature|form)\\b|\\bsecurity tab\\b|\\busing"
              + " github security advisor(?:y|ies)\\b");
  private static final Pattern PGP =
      Pattern.compile(
          "(?i)\\b(?:[0-9A-F]{4}\\s{1,2}){9}[0-9A-F]{4}\\b|openpgp4fpr:|keys\\.openpgp\\.org|-----BEGIN"
              + " PGP PUBLIC KEY|\\b(?:pgp|gpg)"
              + " (?:key|fingerprint)\\b.{0,80}(?:0x)?[0-9A-F]{8,40}");
  private static final Pattern TRACKER_LINK =
      Pattern.compile(
          "(?i)https?://[^\\s]{1,300}/(?:issues|-/issues|bugs|projects/[^/]{1,60}/issues|discussions)(?:/new(?:/choose)?)?/?(?:\\?.*)?|(?:\\.\\./){1,4}issues.*|https?://(?:jira|bugs|bugzilla)\\.[^\\s]{1,300}");
  private static final Pattern TRACKER =
      Pattern.compile(
          "(?i)\\b(?:(?:open|file|create|submit|raise|post)\\b[^.]{0,60}\\b(?:issues?|tickets?|bug"
              + " reports?)\\b|report\\b[^.]{0,60}\\b(?:(?:github|gitlab|public|bug)"
              + " (?:issues?|tickets?|reports?)|as an? (?:issue|ticket))\\b|(?:issue|bug)"
              + " tracker)");

  /** An issue in these words is the vulnerability itself, not an entry of a tracker. */
  private static final Pattern NO_TRACKER =
      Pattern.compile("(?i)\\b(?:security|privately|private|confidential|confidentially)\\b");

  private static final Pattern NOT_THERE =
      Pattern.compile(
          "(?i)\\b(?:do not|don[’']t|please do not|never|rather than|instead of|avoid|not (?:be"
              + " )?(?:open|file|report|us)|no public|without)\\b");
  private static final Pattern FORM =
      Pattern.compile(
          "(?i).*(?:g\\.co/vulnz|/vulnz?(?:/|$)|forms\\.gle|docs\\.google\\.com/forms|typeform\\.com|forms\\.office\\.com|/report[-_/]?(?:a-)?(?:vulnerab|security|incident|form)|vulnerability[-_]?report|security[-_]?(?:report|form|contact)|msrc\\.microsoft\\.com).*");
  private static final Pattern SECURITY_TXT =
      Pattern.compile("(?i).*/\\.well-known/security\\.txt");
  private static final Pattern SECURITY_WORDS =
      Pattern.compile("(?i).*\\b(?:security|vulnerab|disclos|report|psirt|cert)\\w*.*");

  static ReportingChannels in(Document document) {
    ReportingChannels channels =
        new ReportingChannels(
            new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (Link link : document.links()) {
      channels.link(document.path(), link);
    }
    for (Block block : document.blocks()) {
      channels.text(document.path(), block);
    }
    return channels;
  }

  /** Judges one address, as a contact field holds it. */
  static ReportingChannels inAddress(String path, int line, String address) {
    ReportingChannels channels =
        new ReportingChannels(
            new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    channels.link(path, new Link(address, "report", line));
    if (address.indexOf('@') > 0 && !address.startsWith("mailto:")) {
      channels.mail(path, line, address);
    } else if (channels.isSilent() && address.matches("(?i)(?:https://|tel:).{3,}")) {
      channels.privately.add(Evidence.at(path, line, "contact " + address));
    }
    return channels;
  }

  private boolean isSilent() {
    return privately.isEmpty() && publicly.isEmpty() && placeholders.isEmpty();
  }

  private void link(String path, Link link) {
    String target = link.target();
    if (target.regionMatches(true, 0, "mailto:", 0, 7)) {
      mail(path, link.line(), target.substring(7).replaceFirst("\\?.*", "").replace("%40", "@"));
    } else if (ADVISORIES.matcher(target).matches()) {
      privately.add(Evidence.at(path, link.line(), "private vulnerability reporting: " + target));
    } else if (PLATFORM.matcher(target).matches()) {
      privately.add(Evidence.at(path, link.line(), "a reporting platform: " + target));
    } else if (CONFIDENTIAL.matcher(target).find()) {
      privately.add(Evidence.at(path, link.line(), "a confidential issue: " + target));
    } else if (SECURITY_TXT.matcher(target).matches()) {
      elsewhere.add(Evidence.at(path, link.line(), target));
    } else if (TRACKER_LINK.matcher(target).matches()) {
      publicly.add(Evidence.at(path, link.line(), "a public issue tracker: " + target));
    } else if (FORM.matcher(target).matches()) {
      privately.add(Evidence.at(path, link.line(), "a reporting form: " + target));
    } else if (SECURITY_WORDS.matcher(target + " " + link.text()).matches()) {
      elsewhere.add(Evidence.at(path, link.line(), target));
    }
  }

  private void text(String path, Block block) {
    find(MAIL, block).forEach(found -> mail(path, found.line(), found.text()));
    find(HIDDEN_MAIL, block).forEach(found -> mail(path, found.line(), found.text()));
    find(CONFIDENTIAL, block)
        .forEach(f -> privately.add(Evidence.at(path, f.line(), "a confidential issue")));
    find(PRIVATE_REPORTING, block)
        .forEach(
            f ->
                privately.add(
                    Evidence.at(path, f.line(), "private vulnerability reporting: " + f.text())));
    find(PGP, block).forEach(f -> privately.add(Evidence.at(path, f.line(), "a PGP key")));
    for (Found found : find(TRACKER, block)) {
      String before = block.text().substring(0, Math.min(found.offset(), block.text().length()));
      String sentence =
          before.substring(Math.max(before.lastIndexOf(". "), before.lastIndexOf('\n')) + 1);
      boolean meant =
          !NOT_THERE.matcher(sentence + found.text()).find()
              && !NO_TRACKER.matcher(found.text()).find();
      if (meant) {
        publicly.add(Evidence.at(path, found.line(), "a public issue tracker: " + found.text()));
      }
    }
  }

  private void mail(String path, int line, String address) {
    String flat = address.replaceAll("\\s+", " ").strip();
    String plain =
        flat.replaceAll("(?i)\\s?[\\[({<]\\s?(?:at|@)\\s?[\\])}>]\\s?|\\sat\\s", "@")
            .replaceAll("(?i)\\s?[\\[({<]\\s?(?:dot|\\.)\\s?[\\])}>]\\s?|\\sdot\\s", ".");
    if (RESERVED.matcher(plain).matches()) {
      placeholders.add(Evidence.at(path, line, flat));
    } else if (PUBLIC_LIST.matcher(plain).matches()) {
      publicly.add(Evidence.at(path, line, "a public mailing list: " + flat));
    } else {
      privately.add(Evidence.at(path, line, "a mail address: " + flat));
    }
  }

  private record Found(String text, int line, int offset) {}

  private static List<Found> find(Pattern pattern, Block block) {
    List<Found> found = new ArrayList<>();
    String text = block.text();
    Matcher matcher = pattern.matcher(text.length() > 20_000 ? text.substring(0, 20_000) : text);
    while (matcher.find()) {
      found.add(
          new Found(
              matcher.group().replaceAll("\\s+", " "),
              block.lineAt(matcher.start()),
              matcher.start()));
    }
    return found;
  }

  /** The first of a kind, if there is one. */
  static Optional<Evidence> first(List<Evidence> evidence) {
    return evidence.stream().findFirst();
  }
}

import Foundation
import TestSupport
import Testing

/// `balbench report`, and the reports at the end of a run, as scripts see them.
@Suite final class ReportCommandTests {
  private let run: ReportedRun

  init() throws { run = try ReportedRun() }

  private func report(_ arguments: String...) throws -> CommandLineRun {
    try CommandLineRun(["report"] + arguments, folder: run.folder)
  }

  @Test func theRunSaysWhereItsReportIs() {
    #expect(run.output.contains("\nreport: \(run.results)/report.html\nresults: \(run.results)\n"))
  }

  @Test func theRecordedTablesAloneMakeTheSameBytesAgain() throws {
    let page = try run.file("report.html")
    let markdown = try run.file("report.md")
    // In another place, without what the run was put together from.
    try FileManager.default.moveItem(
      atPath: "\(run.folder)/\(run.results)", toPath: "\(run.folder)/elsewhere")
    for name in ["cells", "report.html", "report.md", "experiment.yaml", "datapackage.json"] {
      try FileManager.default.removeItem(atPath: "\(run.folder)/elsewhere/\(name)")
    }
    let again = try report("elsewhere")
    #expect(again.status == 0, "\(again.errors)")
    #expect(again.output == "elsewhere/report.html\nelsewhere/report.md\n")
    #expect(try run.file("report.html", in: "elsewhere") == page)
    #expect(try run.file("report.md", in: "elsewhere") == markdown)
    let chosen = try report("elsewhere", "--md", "-")
    #expect(chosen.output == markdown)
    let page2 = try report("elsewhere", "--html", "other.html")
    #expect(page2.output == "other.html\n")
    #expect(try run.file("other.html", in: ".") == page)
  }

  @Test func programsReadWhatWasWrittenAndCounted() throws {
    func object(_ arguments: String...) throws -> [String: Any] {
      let report = try CommandLineRun(
        ["report", run.results, "--json"] + arguments, folder: run.folder)
      #expect(report.status == 0, "\(report.errors)")
      return try #require(
        try JSONSerialization.jsonObject(with: Data(report.output.utf8)) as? [String: Any])
    }
    let whole = try object()
    #expect(whole["results"] as? String == run.results)
    #expect(whole["experiment"] as? String == "reported")
    #expect(whole["status"] as? String == "finished")
    #expect(
      whole["files"] as? [String] == ["\(run.results)/report.html", "\(run.results)/report.md"])
    // Four strategies, two numbers of workers, two repeats; one of the block sets is away.
    #expect(whole["cells"] as? Int == 16)
    #expect(whole["blocks"] as? Int == 12)
    #expect((whole["failures"] as? [Any])?.isEmpty == true)
    #expect(whole["shard"] == nil)

    let path = URL(filePath: "\(run.folder)/\(run.results)/run.json")
    var manifest = try #require(
      try JSONSerialization.jsonObject(with: Data(contentsOf: path)) as? [String: Any])
    let failures = [["blockSet": "made", "subject": "chain 7", "message": "it broke"]]
    manifest["status"] = "failed"
    manifest["shard"] = ["index": 1, "count": 3]
    manifest["failures"] = failures
    try JSONSerialization.data(withJSONObject: manifest).write(to: path)
    let failed = try object("--html", "other.html")
    #expect(failed["files"] as? [String] == ["other.html"])
    #expect(failed["status"] as? String == "failed")
    #expect(failed["shard"] as? [String: Int] == ["index": 1, "count": 3])
    #expect(failed["failures"] as? [[String: String]] == failures)
    for option in ["--html", "--md"] {
      let both = try report(run.results, "--json", option, "-")
      #expect(both.status == 2)
      #expect(both.errors.contains("--json takes standard output"), "\(both.errors)")
    }
  }

  @Test func shardsThatAreMergedAreReported() throws {
    for shard in ["1/2", "2/2"] {
      let part = try CommandLineRun(
        "run", "reported.yaml", "--shard", shard, "--output", "part", folder: run.folder)
      #expect(part.status == 0, "\(part.errors)")
      #expect(part.output.contains("/report.html\n"))
    }
    let parts = try FileManager.default.contentsOfDirectory(
      atPath: "\(run.folder)/part/reported")
    let merge = try CommandLineRun(
      ["merge"] + parts.map { "part/reported/\($0)" } + ["-o", "merged"], folder: run.folder)
    #expect(merge.status == 0, "\(merge.errors)")
    #expect(try run.file("report.html", in: "merged").contains("merged from"))
    let half = try #require(parts.first)
    #expect(
      try run.file("report.html", in: "part/reported/\(half)").contains("cells of the others"))
  }

  @Test func aRunThatWasKilledHasNoReport() throws {
    let path = "\(run.folder)/\(run.results)/run.json"
    let manifest = try run.file("run.json")
    try manifest.replacing("\"finished\"", with: "\"running\"")
      .write(toFile: path, atomically: true, encoding: .utf8)
    let unfinished = try report(run.results)
    #expect(unfinished.status == 2)
    #expect(unfinished.errors.contains("complete it with `balbench run --resume \(run.results)`"))
    try manifest.write(toFile: path, atomically: true, encoding: .utf8)
    let resumed = try CommandLineRun("run", "--resume", run.results, folder: run.folder)
    #expect(resumed.status == 0, "\(resumed.errors)")
    #expect(try run.file("report.html").contains("; resumed "))
  }

  @Test func foldersThatAreNoRunsAreSaid() throws {
    let missing = try report("nothing")
    #expect(missing.status == 2)
    #expect(missing.errors.contains("nothing: error: no run was recorded here"))
    try FileManager.default.createDirectory(
      atPath: "\(run.folder)/foreign", withIntermediateDirectories: true)
    for (text, words) in [
      ("{}", "it has no '"), ("x", "it is no JSON"), ("{\"schema\": \"a\"}", ""),
    ] {
      try text.write(
        toFile: "\(run.folder)/foreign/run.json", atomically: true, encoding: .utf8)
      let foreign = try report("foreign")
      #expect(foreign.status == 2)
      #expect(
        foreign.errors.contains("foreign/run.json: error: not what `balbench run` writes: \(words)")
      )
    }
    let blocks = "\(run.folder)/\(run.results)/blocks.csv"
    let lines = try run.file("blocks.csv").split(separator: "\n")
    try (lines[0] + "\n" + lines[1] + "\na,b\n").write(
      toFile: blocks, atomically: true, encoding: .utf8)
    let damaged = try report(run.results)
    #expect(damaged.status == 2)
    #expect(damaged.errors.contains("\(run.results)/blocks.csv:3: error: 2 fields"))
    try FileManager.default.removeItem(atPath: blocks)
    let incomplete = try report(run.results)
    #expect(incomplete.status == 2)
    #expect(incomplete.errors.contains("blocks.csv: error: cannot read the file"))
    #expect(try report(run.results, "--html", "-", "--md", "-").status == 2)
  }

  /// The page's skeleton without times; `BAL_UPDATE_SNAPSHOTS=1` writes it anew.
  @Test func thePageHasItsStructure() throws {
    let found = PageSkeleton(try run.file("report.html")).lines.joined(separator: "\n") + "\n"
    let path = PackageRoot.folder
      .appending(path: "Tests/CommandLineTests/Snapshots/report-structure.txt")
    if ProcessInfo.processInfo.environment["BAL_UPDATE_SNAPSHOTS"] == "1" {
      try found.write(to: path, atomically: true, encoding: .utf8)
    }
    let expected = try String(contentsOf: path, encoding: .utf8)
    let difference = found.split(separator: "\n").difference(from: expected.split(separator: "\n"))
    #expect(difference.isEmpty, "BAL_UPDATE_SNAPSHOTS=1 accepts: \(difference)")
  }

  /// What somebody calls things never becomes markup.
  @Test func namesAreText() throws {
    let page = try run.file("report.html")
    #expect(!page.contains("<script"))
    #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;so&quot;"))
    for loading in ["src=", "<link", "url(", "@import", "<img", "<iframe", "onload"] {
      #expect(!page.contains(loading), "\(loading)")
    }
    let markdown = try run.file("report.md")
    #expect(markdown.hasPrefix("# Does &lt;script\\>alert(1)&lt;/script\\> &amp; \"so\" \\| "))
  }
}

/// The elements of a page that carry its structure, with their texts, leaving out what is measured.
private struct PageSkeleton {
  private static let shown: Set<Substring> = [
    "section", "header", "nav", "h1", "h2", "h3", "figcaption", "svg", "table", "dt", "summary",
    "th",
  ]

  private(set) var lines: [String] = []

  init(_ page: String) {
    let pieces = page.split(separator: "<").dropFirst()
    var isOpen = false
    for piece in pieces {
      guard let end = piece.firstIndex(of: ">") else { continue }
      let tag = piece[..<end]
      let name = tag.prefix { $0 != " " && $0 != "/" }
      let text = piece[piece.index(after: end)...]
      if tag.hasPrefix("/") {
        if Self.shown.contains(tag.dropFirst()) { isOpen = false }
      } else if Self.shown.contains(name), !tag.contains("scope=\"row\"") {
        lines.append(
          String(tag.replacing(#/ (viewBox|aria-labelledby|tabindex)="[^"]*"/#, with: "")))
        isOpen = !["section", "header", "svg", "table"].contains(name)
      }
      guard isOpen, let last = lines.indices.last else { continue }
      let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      if !words.isEmpty { lines[last] += " | " + words }
    }
  }
}

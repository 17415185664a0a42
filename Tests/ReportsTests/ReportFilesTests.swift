import Records
import Reports
import Testing

@Suite struct ReportFilesTests {
  private static let evil = "a|b<script>alert(1)</script>\"&'`"

  @Test func namesAreTextInBothReports() throws {
    let run = try MadeRun(
      sets: ["set"], labels: ["plain", Self.evil], blocks: 8, question: Self.evil
    ) { block, label in Double(block + label + 1) }
    let files = try ReportFiles(of: run.folder)
    #expect(!files.page.contains("<script"))
    #expect(
      files.page.contains("a|b&lt;script&gt;alert(1)&lt;/script&gt;&quot;&amp;'`"))
    #expect(!files.markdown.contains("<script"))
    // A pipe must not end a cell.
    let rows = files.markdown.split(separator: "\n").filter { $0.hasPrefix("| a\\|b") }
    #expect(rows.count == 2)
    for row in rows {
      #expect([9, 10].contains(row.replacing("\\|", with: "").count { $0 == "|" }))
    }
  }

  /// However many blocks there are, the page stays a page, says what it leaves out, and shows the
  /// extremes.
  @Test func manyBlocksAreThinnedOpenly() throws {
    let run = try MadeRun(sets: ["set"], labels: ["a", "b"], blocks: 5_000) { block, label in
      block == 1_234 ? 0.5 : block == 4_321 ? 99 : 2 + Double(block % 50) / 10 + Double(label)
    }
    let page = try ReportFiles(of: run.folder).page
    #expect(page.utf8.count < 1_000_000)
    #expect(page.contains("as many are drawn, of evenly spread ranks"))
    #expect(page.contains("blocks at most 400 that were accepted at tier 0 are drawn"))
    for block in [1_234, 4_321] {
      #expect(page.contains("data-series=\"a\" data-block=\"\(block)\" data-value="))
    }
  }

  @Test func theMarkdownFitsAComment() throws {
    let run = try MadeRun(
      sets: (1...80).map { "set-\($0)" }, labels: (1...10).map { "strategy-\($0)" }, blocks: 6
    ) { block, label in Double(block + label + 1) }
    let markdown = try ReportFiles(of: run.folder).markdown
    #expect(markdown.utf16.count <= MarkdownReport.limit)
    #expect(markdown.utf16.count > MarkdownReport.limit * 3 / 4)
    #expect(markdown.contains("## set-1\n"))
    #expect(!markdown.contains("## set-80\n"))
    #expect(markdown.contains("more block sets in report.html: this would not fit."))
    #expect(markdown.contains("Definitions and provenance"))
  }

  @Test func strategiesAreComparedBlockByBlock() throws {
    let run = try MadeRun(sets: ["set"], labels: ["base", "half", "same"], blocks: 20) {
      block, label in
      let base = 4 + Double(block % 7)
      return label == 1 ? base / 2 : base
    }
    let markdown = try ReportFiles(of: run.folder).markdown
    let rows = markdown.split(separator: "\n").filter { $0.hasPrefix("| ") }
    let base = try #require(rows.first { $0.hasPrefix("| base ") })
    let half = try #require(rows.first { $0.hasPrefix("| half ") })
    let same = try #require(rows.first { $0.hasPrefix("| same ") })
    #expect(base.hasPrefix("| base | 7.00 [5.00, 8.00] | 4.00 |"))
    #expect(half.hasPrefix("| half | 3.50 [2.50, 4.00] <br>**worse** −3.50 | 2.00 |"))
    #expect(same.hasPrefix("| same | 7.00 [5.00, 8.00] <br>no difference shown | 4.00 |"))
  }

  @Test func fewBlocksHaveNoInterval() throws {
    let run = try MadeRun(sets: ["set"], labels: ["base", "half"], blocks: 5) { block, label in
      Double(10 + block) / Double(label + 1)
    }
    let files = try ReportFiles(of: run.folder)
    #expect(files.markdown.contains("| half | 6.00 <br>no difference shown | 5.00 |"))
    #expect(!files.page.contains("class=\"interval"))
  }
}

import Reports
import Testing

@Suite struct ProgressLineTests {
  @Test func aBarFillsUp() {
    let bars = [0, 1, 50, 100].map {
      ProgressLine(title: "set", done: $0, total: 100, unit: "runs").bar(
        width: 80, isColoured: false)
    }
    #expect(bars[0] == "set " + String(repeating: "─", count: 32) + " 0/100 0 %")
    #expect(bars[2].filter { $0 == "━" }.count == 16)
    #expect(bars[3] == "set " + String(repeating: "━", count: 32) + " 100/100 100 %")
    #expect(!bars.contains { $0.contains("\u{1B}") })
  }

  @Test func aBarFitsTheTerminal() {
    let line = ProgressLine(
      title: String(repeating: "long", count: 40), done: 5, total: 9, unit: "runs")
    #expect(line.bar(width: 80, isColoured: false).count <= 80)
    #expect(line.bar(width: 80, isColoured: true).contains("\u{1B}[32m"))
  }

  @Test(arguments: [(0, 0), (5, 0), (-1, 10), (20, 10)])
  func oddNumbersAreHarmless(done: Int, total: Int) {
    let line = ProgressLine(title: "t", done: done, total: total, unit: "runs")
    #expect(0...100 ~= line.percent)
    #expect(!line.bar(width: 0, isColoured: false).isEmpty)
  }

  @Test func aLogSaysTheSameInWords() {
    #expect(
      ProgressLine(title: "set", done: 120, total: 1200, unit: "runs").plain
        == "set: 120 of 1200 runs, 10 %")
  }

  @Test func aRemarkFollowsTheCounts() {
    let line = ProgressLine(
      title: String(repeating: "long", count: 40), done: 1, total: 2, unit: "runs",
      remark: "retries: 3")
    #expect(line.plain.hasSuffix(": 1 of 2 runs, 50 %, retries: 3"))
    let bar = line.bar(width: 80, isColoured: false)
    #expect(bar.count <= 80)
    #expect(bar.hasSuffix(" 1/2 50 %, retries: 3"))
  }
}

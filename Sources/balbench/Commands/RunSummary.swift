import Records
import Reports

/// What is made and printed of a run that was recorded.
enum RunSummary {
  /// Renders the reports, and prints the comparison of the strategies and where everything is.
  static func show(_ folder: RunFolder) throws {
    let run = try RecordedRun(folder: folder)
    let blocks = try RecordedRun.blocks(of: folder)
    let differences = DifferenceTable(
      MeasuredRun(manifest: run.manifest, blocks: blocks, makespans: []))
    for line in ComparisonTable(run, differences: differences).lines { print(line) }
    if let table = ReferenceTable(run, blocks: blocks) {
      print()
      for line in table.lines { print(line) }
    }
    do {
      try ReportFiles(of: folder).write(to: folder)
    } catch {
      print("\nresults: \(folder.path)")
      throw CommandFailure(
        .failedCells,
        "\(error)\nThe results are recorded, the report is not; render it with"
          + " `balbench report \(folder.path)`")
    }
    print("\nreport: \(folder.page)\nresults: \(folder.path)")
  }
}

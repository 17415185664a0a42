import Records
import Reports

/// What is printed of a run that was recorded.
enum RunSummary {
  /// Prints the comparison of its strategies, and where everything is.
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
    print("\nresults: \(folder.path)")
  }
}

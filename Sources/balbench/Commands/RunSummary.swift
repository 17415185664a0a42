import Records
import Reports

/// What is printed of a run that was recorded.
enum RunSummary {
  private struct JSON: Encodable {
    let results: String
    let experiment: String
    let status: RunManifest.Status
    let failures: [RunManifest.Incident]
    let summary: [RowJSON<SummaryRow>]
  }

  /// Prints the comparison of its strategies, and where everything is.
  ///
  /// - Parameter json: Whether a program reads it.
  static func show(_ folder: RunFolder, json: Bool) throws {
    let run = try RecordedRun(folder: folder)
    if json {
      let summary = JSON(
        results: folder.path, experiment: run.manifest.experiment, status: run.manifest.status,
        failures: run.manifest.failures, summary: run.summary.map { RowJSON($0) })
      return print(try JSONFile.text(summary), terminator: "")
    }
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

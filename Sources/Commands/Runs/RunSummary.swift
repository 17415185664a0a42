import Records
import Reports

/// What is made and printed of a run that was recorded.
enum RunSummary {
  private struct JSON: Encodable {
    let results: String
    let experiment: String
    let status: RunManifest.Status
    let failures: [RunManifest.Incident]
    let summary: [RowJSON<SummaryRow>]
  }

  /// Prints the comparison of the strategies and where everything is, and renders the reports.
  ///
  /// - Parameter json: Whether a program reads it.
  static func show(_ folder: RunFolder, json: Bool) throws {
    let run = try RecordedRun(folder: folder)
    let rendering = Result { try ReportFiles(of: folder).write(to: folder) }
    if json {
      let summary = JSON(
        results: folder.path, experiment: run.manifest.experiment, status: run.manifest.status,
        failures: run.manifest.failures, summary: run.summary.map { RowJSON($0) })
      print(try JSONFile.text(summary), terminator: "")
    } else {
      try printTables(of: run, in: folder)
      if case .success = rendering { print("report: \(folder.page)") }
      print("results: \(folder.path)")
    }
    do {
      try rendering.get()
    } catch {
      throw CommandFailure(
        .failedCells,
        "\(error)\nThe results are recorded, the report is not; render it with"
          + " `balbench report \(folder.path)`")
    }
  }

  private static func printTables(of run: RecordedRun, in folder: RunFolder) throws {
    let blocks = try RecordedRun.blocks(of: folder)
    let differences = DifferenceTable(
      MeasuredRun(manifest: run.manifest, blocks: blocks, makespans: []))
    for line in ComparisonTable(run, differences: differences).lines { print(line) }
    if let table = ReferenceTable(run, blocks: blocks) {
      print()
      for line in table.lines { print(line) }
    }
    print()
  }
}

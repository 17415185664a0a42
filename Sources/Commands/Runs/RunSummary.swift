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
    var measured = MeasuredRun(manifest: run.manifest, metrics: DifferenceTable.metrics)
    var reference = ReferenceTable(run)
    try BlockRow.table.scan(file: folder.table(BlockRow.table)) { row in
      measured.add(row)
      reference?.add(row)
    }
    let table = ComparisonTable(run, differences: DifferenceTable(measured))
    for line in table.lines { print(line) }
    if let table = reference {
      print()
      for line in table.lines { print(line) }
    }
    print()
  }
}

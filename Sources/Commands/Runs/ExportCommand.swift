import ArgumentParser
import Experiments
import Foundation
import Records
import Reports

extension DataPackage.Format: ExpressibleByArgument {}

/// `balbench export`: writes a run's tables for notebooks and databases.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a recorded run as tidy CSV and Parquet, with a data package.",
    discussion: """
      Blocks and configurations are told once, in tables of their own, and named by number in all \
      others; what a table of the run holds in many columns or in a list is in rows: phases, \
      edges, reads, group_transactions, tiers. datapackage.json (Frictionless) says what every \
      column is, its type and unit, and which columns are keys of which table.

      Parquet is written by DuckDB where that is installed: the program `duckdb`, or python3 with \
      the module (pip install duckdb). Without it the export is CSV, and says so.

      The folder appears when it is complete. One that holds an export is replaced, another one \
      never.

      EXAMPLES
        balbench export results/quickstart/20260101T120000Z-0123abcd --to export
        balbench export RUN --to export --tables chain_blocks,makespans --format csv
        balbench export RUN --to export --deterministic
        balbench export RUN --to export --json

      EXIT CODES
        0  exported
        2  the command line is wrong, the run cannot be read, or the folder holds something else
      """)

  @Argument(
    help: ArgumentHelp("The folder of a recorded run.", valueName: "RUN"), completion: .directory)
  var folder: String

  @Option(
    name: .customLong("to"), help: ArgumentHelp("The folder to make.", valueName: "DIR"),
    completion: .directory)
  var target: String

  @Option(
    help: ArgumentHelp(
      "Only these tables, with commas between them: \(RunExport.tableNames.joined(separator: ", ")).",
      valueName: "NAMES"),
    completion: .list(RunExport.tableNames))
  var tables: String?

  @Option(
    help: ArgumentHelp(
      "The forms to write, with a comma between them: csv, parquet.", valueName: "FORMATS"),
    completion: .list(["csv", "parquet", "csv,parquet"]))
  var format = "csv,parquet"

  @Flag(help: "Leave out times and other measurements: equal plans then export equal bytes.")
  var deterministic = false

  @Flag(help: "Print what was written as JSON.")
  var json = false

  func run() throws {
    var choice = RunExport.Choice()
    choice.tables = tables.map { $0.split(separator: ",").map(String.init) }
    choice.formats = try formats()
    choice.includesMeasurements = !deterministic
    let outcome: RunExport.Outcome
    do {
      outcome = try RunExport(of: RunFolder(path: folder), choice).write(to: target)
    } catch let error as ExportError {
      throw CommandFailure(.configuration, "\(error)" + suggestion(for: error))
    } catch {
      throw CommandFailure(
        .configuration,
        "\(error)\nexpected the folder of a run that this version recorded to its end")
    }
    if let notice = outcome.notice { StandardError.write("warning: \(notice)") }
    if json { return print(try JSONFile.text(outcome), terminator: "") }
    var text = TextTable(columns: [
      .init("table", alignment: .left), .init("rows"), .init("columns"),
    ])
    for table in outcome.tables { text.add([table.name, "\(table.rows)", "\(table.columns)"]) }
    for line in text.lines(width: ComparisonTable.width) { print(line) }
    print("\n\(outcome.formats.joined(separator: ", ")): \(outcome.folder)")
  }

  private func formats() throws -> Set<DataPackage.Format> {
    var formats: Set<DataPackage.Format> = []
    for name in format.split(separator: ",") {
      guard let format = DataPackage.Format(rawValue: String(name)) else {
        throw CommandFailure(
          .configuration, "error: '\(name)' is no form of a table; there are csv and parquet")
      }
      formats.insert(format)
    }
    guard !formats.isEmpty else {
      throw CommandFailure(.configuration, "error: --format names no form: csv, parquet or both")
    }
    return formats
  }

  private func suggestion(for error: ExportError) -> String {
    guard case .unknownTable(let given, let known) = error,
      let phrase = SpellingSuggestion.phrase(for: given, among: known)
    else { return "" }
    return "; \(phrase)"
  }
}

import Foundation

/// Where the files of a run lie; writes and reads none of them.
package struct RunFolder: Equatable, Sendable {
  /// The folder's path.
  package let path: String

  package init(path: String) { self.path = path }

  /// The experiment file, verbatim.
  package var experiment: String { path + "/experiment.yaml" }
  /// The plan with every default made explicit.
  package var resolved: String { path + "/resolved.yaml" }
  /// The run's provenance and status.
  package var manifest: String { path + "/run.json" }
  /// The description of every table and column.
  package var dataPackage: String { path + "/datapackage.json" }
  /// The report as a page.
  package var page: String { path + "/report.html" }
  /// The report for pull requests.
  package var markdown: String { path + "/report.md" }
  /// The folder of the cells' own tables.
  package var cells: String { path + "/cells" }

  /// What strategies in processes of their own wrote to their standard errors.
  package var strategyErrors: String { path + "/stderr" }

  /// The file of a whole table.
  package func table<Row>(_ table: Table<Row>) -> String { path + "/" + table.fileName }

  /// The file of one cell's rows of a table.
  ///
  /// The block rows have the short name: they are renamed into place last, so
  /// that a cell whose `<key>.csv` exists is complete.
  package func cell<Row>(_ key: String, _ table: Table<Row>) -> String {
    table.name == BlockRow.table.name
      ? "\(cells)/\(key).csv" : "\(cells)/\(key).\(table.name).csv"
  }

  /// Whether a cell's rows are complete.
  package func isComplete(cell key: String) -> Bool {
    FileManager.default.fileExists(atPath: cell(key, BlockRow.table))
  }
}

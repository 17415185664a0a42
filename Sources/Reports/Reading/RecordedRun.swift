import Foundation
import Records

/// A run as its folder records it: all that a report may know.
package struct RecordedRun: Sendable {
  /// `run.json`.
  package let manifest: RunManifest
  /// The rows of `summary.csv`.
  package let summary: [SummaryRow]

  /// Reads a run folder.
  package init(folder: RunFolder) throws {
    manifest = try JSONFile.read(RunManifest.self, from: folder.manifest)
    let path = folder.table(SummaryRow.table)
    guard let data = FileManager.default.contents(atPath: path) else {
      throw FileError(path: path, operation: .read)
    }
    summary = try SummaryRow.table.read(Array(data), file: path)
  }

  /// A run that was read already.
  package init(manifest: RunManifest, summary: [SummaryRow]) {
    self.manifest = manifest
    self.summary = summary
  }
}

import Foundation
import Records

/// The reports of a run folder, made of its recorded files alone.
package struct ReportFiles: Sendable {
  /// Why a run has no report.
  package enum Absence: Error, CustomStringConvertible {
    /// The folder holds no `run.json`.
    case noRun(String)
    /// `run.json` is not what this program writes.
    case foreign(String, reason: String)
    /// The run has not come to its end.
    case unfinished(String)

    package var description: String {
      switch self {
      case .noRun(let path):
        "\(path): error: no run was recorded here: there is no run.json; name a folder that"
          + " `balbench run` made, as its last line says"
      case .foreign(let path, let reason):
        "\(path)/run.json: error: not what `balbench run` writes: \(reason)"
      case .unfinished(let path):
        "\(path): error: the run has not come to its end; complete it with"
          + " `balbench run --resume \(path)`"
      }
    }
  }

  /// The run's `run.json`.
  package let manifest: RunManifest
  /// The blocks that were run, over all block sets.
  package let blockCount: Int
  /// `report.html`.
  package let page: String
  /// `report.md`.
  package let markdown: String

  /// Renders the reports of a run.
  ///
  /// - Throws: `Absence`, or why a table cannot be read.
  package init(of folder: RunFolder) throws {
    guard FileManager.default.fileExists(atPath: folder.manifest) else {
      throw Absence.noRun(folder.path)
    }
    do {
      manifest = try JSONFile.read(RunManifest.self, from: folder.manifest)
    } catch let error as DecodingError {
      throw Absence.foreign(folder.path, reason: Self.words(error))
    }
    guard manifest.status != .running else { throw Absence.unfinished(folder.path) }
    let figures = try RunFigures(folder: folder)
    guard let plan = FileManager.default.contents(atPath: folder.resolved) else {
      throw FileError(path: folder.resolved, operation: .read)
    }
    blockCount = figures.blockCount
    page = ReportPage(figures, plan: String(decoding: plan, as: UTF8.self)).text
    markdown = MarkdownReport(figures).text
  }

  /// Writes both to the folder.
  package func write(to folder: RunFolder) throws(FileError) {
    try AtomicFile.write(page, to: folder.page)
    try AtomicFile.write(markdown, to: folder.markdown)
  }

  private static func words(_ error: DecodingError) -> String {
    switch error {
    case .keyNotFound(let key, _): "it has no '\(key.stringValue)'"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      "'\(context.codingPath.map(\.stringValue).joined(separator: "."))' is of another type"
    case .dataCorrupted: "it is no JSON"
    @unknown default: "\(error)"
    }
  }
}

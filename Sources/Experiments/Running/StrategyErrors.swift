import Foundation
import ProcessStrategies
import Records

/// Keeps what strategies in processes of their own write to their standard errors, and shows the
/// beginning of it.
final class StrategyErrors {
  private static let shownLines = 100
  private static let longestShownLine = 500

  private final class Source {
    let name: String
    let output: ErrorOutput
    let path: String
    var pending: [UInt8] = []
    var shown = 0

    init(name: String, output: ErrorOutput, path: String) {
      self.name = name
      self.output = output
      self.path = path
    }
  }

  private let folder: RunFolder
  private let sources: [Source]
  private let report: (RunEvent) -> Void

  init(of plan: ExperimentPlan, in folder: RunFolder, report: @escaping (RunEvent) -> Void) {
    self.folder = folder
    self.report = report
    let strategies = (plan.strategies + plan.tiers).compactMap { strategy in
      (strategy.strategy as? ProcessStrategy).map { (strategy.name, $0) }
    }
    sources = strategies.enumerated().map { number, strategy in
      Source(
        name: strategy.0, output: strategy.1.errors,
        path: "\(folder.strategyErrors)/\(number + 1)-\(strategy.0).txt")
    }
  }

  /// Takes what came since the last time.
  func forward() throws(FileError) {
    for source in sources {
      let (bytes, lost) = source.output.take()
      guard !bytes.isEmpty else { continue }
      try keep(bytes, lost: lost, of: source)
      show(bytes, of: source)
    }
  }

  private func keep(_ bytes: [UInt8], lost: Int, of source: Source) throws(FileError) {
    try? FileManager.default.createDirectory(
      atPath: folder.strategyErrors, withIntermediateDirectories: true)
    var bytes = bytes
    if lost > 0 { bytes += "\n[balbench: \(lost) bytes more were not kept]\n".utf8 }
    // Appended, not renamed into place: what a killed run leaves here is worth reading.
    guard let file = fopen(source.path, "a") else {
      throw FileError(path: source.path, operation: .create)
    }
    let written = fwrite(bytes, 1, bytes.count, file)
    guard fclose(file) == 0, written == bytes.count else {
      throw FileError(path: source.path, operation: .write)
    }
  }

  private func show(_ bytes: [UInt8], of source: Source) {
    guard source.shown < Self.shownLines else { return }
    source.pending += bytes
    var lines = source.pending.split(
      separator: UInt8(ascii: "\n"), maxSplits: Self.shownLines - source.shown,
      omittingEmptySubsequences: false)
    let rest = lines.removeLast()
    source.pending = Array(rest.prefix(Self.longestShownLine))
    for line in lines {
      source.shown += 1
      // A terminal would obey control characters.
      let text = String(decoding: line.prefix(Self.longestShownLine), as: UTF8.self)
        .unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7f ? " " : Character($0) }
      report(.strategySaid(strategy: source.name, line: String(text)))
    }
    if source.shown >= Self.shownLines {
      report(.strategySaid(strategy: source.name, line: "… all of it is in \(source.path)"))
    }
  }
}

import Foundation

/// The results of a conformance run.
package struct ConformanceReport: Sendable {
  /// In the order of the files.
  package let cases: [CaseResult]

  /// The results of one network.
  package struct Row: Sendable, Encodable {
    package let network: String
    package internal(set) var passed = 0
    package internal(set) var failed = 0
    package internal(set) var skipped = 0
    /// Why cases were skipped, with how many.
    package internal(set) var skipReasons: [String: Int] = [:]
  }

  /// One row for each network, in order of name.
  package var rows: [Row] {
    var rows: [String: Row] = [:]
    for result in cases {
      var row = rows[result.network] ?? Row(network: result.network)
      switch result.verdict {
      case .passed: row.passed += 1
      case .failed: row.failed += 1
      case .skipped(let reason):
        row.skipped += 1
        row.skipReasons[reason, default: 0] += 1
      }
      rows[result.network] = row
    }
    return rows.values.sorted { $0.network < $1.network }
  }

  package var failures: [CaseResult] {
    cases.filter { if case .failed = $0.verdict { true } else { false } }
  }

  /// Failures in full, then the table network × passed, failed, skipped with the reasons.
  package func text() -> String {
    var lines: [String] = []
    for result in failures {
      guard case .failed(let reason) = result.verdict else { continue }
      lines.append("FAILED \(result.path)")
      lines.append("  case \(result.name) (\(result.network))")
      lines.append("  \(reason)")
    }
    if !lines.isEmpty { lines.append("") }
    let rows = rows
    let width = max(8, rows.map(\.network.count).max() ?? 0)
    lines.append(
      "fork".padded(to: width)
        + ["passed", "failed", "skipped"].map { $0.leftPadded(to: 9) }
        .joined())
    for row in rows {
      lines.append(
        row.network.padded(to: width)
          + [row.passed, row.failed, row.skipped].map { "\($0)".leftPadded(to: 9) }.joined())
      for (reason, count) in row.skipReasons.sorted(by: { $0.key < $1.key }) {
        lines.append("  skipped \(count): \(reason)")
      }
    }
    return lines.joined(separator: "\n")
  }

  /// The same as one JSON object: `rows` and `failures`.
  package func json() throws -> String {
    struct Failure: Encodable {
      let path: String
      let name: String
      let network: String
      let reason: String
    }
    struct Output: Encodable {
      let rows: [Row]
      let failures: [Failure]
    }
    let failures = failures.compactMap { result -> Failure? in
      guard case .failed(let reason) = result.verdict else { return nil }
      return Failure(
        path: result.path, name: result.name, network: result.network, reason: reason)
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let data = try encoder.encode(Output(rows: rows, failures: failures))
    return String(decoding: data, as: UTF8.self)
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }

  fileprivate func leftPadded(to width: Int) -> String {
    String(repeating: " ", count: max(0, width - count)) + self
  }
}

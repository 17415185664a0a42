import ArgumentParser
import Foundation
import Reports

/// How the benchmarks print their figures.
enum BenchOutput {
  /// Nanoseconds, in microseconds.
  static func microseconds(_ nanoseconds: Double) -> String {
    NumberText.decimal(nanoseconds / 1e3, places: 2)
  }

  /// Prints one JSON object a line.
  static func printJSON(_ values: [some Encodable]) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    for value in values { print(String(decoding: try encoder.encode(value), as: UTF8.self)) }
  }
}

/// Checks the numbers that benchmarks are given.
enum BenchRange {
  /// Refuses a value out of its range.
  static func check(_ value: Int, in range: ClosedRange<Int>, _ name: String) throws {
    guard !range.contains(value) else { return }
    throw ValidationError("\(name) is \(value); use \(range.lowerBound) to \(range.upperBound)")
  }
}

/// The ends of an interval that holds a figure with 95 % confidence; absent where too few blocks
/// were run.
package struct RecordedInterval: Equatable, Sendable {
  package var low: Double?
  package var high: Double?

  package init() {}
}

extension RecordedInterval {
  /// The columns of the interval of another column's figure.
  ///
  /// - Parameter method: How it is computed.
  static func columns<Row>(
    of path: any WritableKeyPath<Row, RecordedInterval> & Sendable, figure: String,
    unit: ColumnUnit, method: String
  ) -> [Column<Row>] {
    // Units stand last in names.
    let isTime = unit == .nanoseconds
    let stem = isTime && figure.hasSuffix("_ns") ? String(figure.dropLast(3)) : figure
    let suffix = isTime ? "_ns" : ""
    let ends: [(String, String, any WritableKeyPath<RecordedInterval, Double?> & Sendable)] = [
      ("low", "lower", \.low), ("high", "upper", \.high),
    ]
    return ends.map { end, name, value in
      Column(
        Column(
          "\(stem)_\(end)\(suffix)", value, unit: unit, isDeterministic: !isTime,
          "The \(name) end of the 95 % interval of \(figure), \(method); empty for too few blocks."
        ),
        within: path)
    }
  }
}

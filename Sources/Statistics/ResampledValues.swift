/// Values of which a resample takes each some number of times.
struct ResampledValues {
  private let values: [Double]
  /// The values' places, in ascending order of the values.
  private let ascending: [Int]

  init(_ values: [Double]) {
    self.values = values
    ascending = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
  }

  /// The statistic of a resample of as many values.
  ///
  /// - Complexity: O(*n*): nothing is sorted again.
  func value(_ statistic: Statistic, taking times: [Int]) -> Double {
    switch statistic {
    case .mean: mean(taking: times)
    case .median: median(taking: times)
    }
  }

  private func mean(taking times: [Int]) -> Double {
    var sum = 0.0
    for place in values.indices { sum += Double(times[place]) * values[place] }
    return sum / Double(values.count)
  }

  private func median(taking times: [Int]) -> Double {
    var lower: Double?
    var passed = 0
    for place in ascending {
      passed += times[place]
      if lower == nil, passed > (values.count - 1) / 2 { lower = values[place] }
      if passed > values.count / 2, let lower { return (lower + values[place]) / 2 }
    }
    preconditionFailure("a resample of \(passed) values, not of \(values.count)")
  }
}

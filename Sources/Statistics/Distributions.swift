import Foundation

/// The standard normal distribution.
enum NormalDistribution {
  /// The chance of a value up to `x`.
  static func cumulative(_ x: Double) -> Double { erfc(-x / 2.0.squareRoot()) / 2 }

  /// The value that is not exceeded with a chance in 0 ..< 1, by bisection.
  static func quantile(_ chance: Double) -> Double {
    var low = -40.0
    var high = 40.0
    // 80 / 2⁶⁰ is below the resolution of the result.
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if cumulative(middle) < chance { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}

/// Student's t distribution.
enum StudentDistribution {
  /// The quantile, by the expansion of Cornish and Fisher; within 1 % for five degrees of freedom
  /// and more at the usual levels.
  static func quantile(_ chance: Double, degreesOfFreedom: Int) -> Double {
    let z = NormalDistribution.quantile(chance)
    let degrees = Double(degreesOfFreedom)
    let square = z * z
    let first = z * (square + 1) / 4
    let second = z * ((5 * square + 16) * square + 3) / 96
    let third = z * (((3 * square + 19) * square + 17) * square - 15) / 384
    return z + (first + (second + third / degrees) / degrees) / degrees
  }
}

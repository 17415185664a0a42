import EthereumTypes
import Pairings

/// A precompiled contract over the points of a curve; input that encodes none fails the call.
protocol CurveOperation: Precompile {
  /// Appends the answer.
  static func compute(
    _ input: PrecompileInput, into output: inout [UInt8]
  ) throws(PointError)
}

extension CurveOperation {
  static func execute(_ input: PrecompileInput, into output: inout [UInt8]) -> Bool {
    do {
      try compute(input, into: &output)
      return true
    } catch {
      return false
    }
  }
}

import EthereumTypes
import Pairings

/// 0x0c: a sum of multiples of points of BLS12-381's G1 (EIP-2537).
enum BLS12G1MSM: CurveOperation {
  static func gasCost(of input: PrecompileInput, fork: Fork) -> Int64? {
    MultiScalarGas.cost(
      inputLength: input.count, termLength: 160, multiplication: 12_000,
      discounts: MultiScalarGas.g1Discounts)
  }

  static func compute(
    _ input: PrecompileInput, into output: inout [UInt8]
  ) throws(PointError) {
    try BLS12381.multiScalarProductG1(input.bytes, into: &output)
  }
}

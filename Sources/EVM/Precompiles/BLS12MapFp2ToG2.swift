import EthereumTypes
import Pairings

/// 0x11: the point of BLS12-381's G2 that an element of Fp2 is mapped to (EIP-2537).
enum BLS12MapFp2ToG2: CurveOperation {
  static func gasCost(of input: PrecompileInput, fork: Fork) -> Int64? {
    input.count == 128 ? 23_800 : nil
  }

  static func compute(
    _ input: PrecompileInput, into output: inout [UInt8]
  ) throws(PointError) {
    try BLS12381.mapToG2(input.bytes, into: &output)
  }
}

import EthereumTypes
import Pairings

/// 0x0f: whether a product of pairings over BLS12-381 is 1 (EIP-2537).
enum BLS12Pairing: CurveOperation {
  private static let pairLength = 384

  static func gasCost(of input: PrecompileInput, fork: Fork) -> Int64? {
    let (pairs, rest) = input.count.quotientAndRemainder(dividingBy: pairLength)
    guard pairs > 0, rest == 0 else { return nil }
    return 37_700 + 32_600 * Int64(pairs)
  }

  static func compute(
    _ input: PrecompileInput, into output: inout [UInt8]
  ) throws(PointError) {
    output.append(word: try BLS12381.isPairingProductOne(input.bytes) ? .one : .zero)
  }
}

import EthereumTypes
import Pairings

/// 0x08: whether a product of pairings over BN254 is 1 (EIP-197).
enum BN254Pairing: CurveOperation {
  private static let pairLength = 192

  static func gasCost(of input: PrecompileInput, fork: Fork) -> Int64? {
    let (pairs, rest) = input.count.quotientAndRemainder(dividingBy: pairLength)
    guard rest == 0 else { return nil }
    return fork >= .istanbul
      ? 45_000 + 34_000 * Int64(pairs)  // EIP-1108
      : 100_000 + 80_000 * Int64(pairs)
  }

  static func compute(
    _ input: PrecompileInput, into output: inout [UInt8]
  ) throws(PointError) {
    output.append(word: try BN254.isPairingProductOne(input.bytes) ? .one : .zero)
  }
}

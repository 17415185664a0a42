import EthereumTypes
import Synchronization

/// All code of the process by its hash, shared by every thread that runs under one fork's rules.
///
/// Code is not dropped on its own: block sets bring a bounded number of contracts, and a pointer
/// that is always valid needs no counting.
package final class CodeCache: Sendable {
  package let rules: ForkRules
  /// The code of accounts without code.
  package let empty: CodeRef
  private let stripes: [Stripe]

  private final class Stripe: Sendable {
    let codes = Mutex<[Hash32: CodeRef]>([:])
  }

  package init(rules: ForkRules) {
    self.rules = rules
    empty = CodeRef(object: CodeObject.makeImmortal([], hash: .emptyKeccak))
    stripes = (0..<16).map { _ in Stripe() }
  }

  private func stripe(_ hash: Hash32) -> Stripe { stripes[Int(hash.hashWord() & 15)] }

  /// The code with this hash, where the process has seen it.
  package func lookup(_ hash: Hash32) -> CodeRef? {
    if hash == .emptyKeccak { return empty }
    return stripe(hash).codes.withLock { $0[hash] }
  }

  /// Frees all code: no `CodeRef` of this cache but `empty` may be used afterwards.
  ///
  /// For those who run more contracts than fit the memory, one after the other.
  package func removeAll() {
    for stripe in stripes {
      stripe.codes.withLock { codes in
        for code in codes.values { CodeObject.destroy(code.object) }
        codes.removeAll(keepingCapacity: true)
      }
    }
  }

  /// Keeps the code with this hash; what is there already stays.
  package func insert(_ hash: Hash32, bytes: [UInt8]) -> CodeRef {
    if hash == .emptyKeccak { return empty }
    return stripe(hash).codes.withLock { codes in
      if let known = codes[hash] { return known }
      let code = CodeRef(object: CodeObject.makeImmortal(bytes, hash: hash))
      codes[hash] = code
      return code
    }
  }
}

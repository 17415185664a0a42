import EthereumTypes
import Synchronization

/// Code by its hash, shared by every thread that runs under one fork's rules.
///
/// Code is not dropped on its own, because a pointer that is valid as long as a block runs needs no
/// counting; whoever runs block after block drops it in between where it becomes too much.
package final class CodeCache: Sendable {
  package let rules: ForkRules
  /// The code of accounts without code.
  package let empty: CodeRef
  private let stripes: [Stripe]
  private let heldBytes = Atomic<Int>(0)

  private final class Stripe: Sendable {
    let codes = Mutex<[Hash32: CodeRef]>([:])
  }

  package init(rules: ForkRules) {
    self.rules = rules
    empty = CodeRef(object: CodeObject.make([], hash: .emptyKeccak))
    stripes = (0..<16).map { _ in Stripe() }
  }

  deinit {
    removeAll()
    CodeObject.destroy(empty.object)
  }

  /// The bytes of all code that is kept; analysed, it takes some twenty times that.
  package var byteCount: Int { heldBytes.load(ordering: .relaxed) }

  private func stripe(_ hash: Hash32) -> Stripe { stripes[Int(hash.hashWord() & 15)] }

  /// The code with this hash, where the process has seen it.
  package func lookup(_ hash: Hash32) -> CodeRef? {
    if hash == .emptyKeccak { return empty }
    return stripe(hash).codes.withLock { $0[hash] }
  }

  /// Frees all code: no `CodeRef` of this cache but `empty` may be used afterwards.
  package func removeAll() {
    for stripe in stripes {
      stripe.codes.withLock { codes in
        for code in codes.values { CodeObject.destroy(code.object) }
        codes.removeAll(keepingCapacity: true)
      }
    }
    heldBytes.store(0, ordering: .relaxed)
  }

  /// Keeps the code with this hash; what is there already stays.
  package func insert(_ hash: Hash32, bytes: [UInt8]) -> CodeRef {
    if hash == .emptyKeccak { return empty }
    return stripe(hash).codes.withLock { codes in
      if let known = codes[hash] { return known }
      let code = CodeRef(object: CodeObject.make(bytes, hash: hash))
      codes[hash] = code
      heldBytes.wrappingAdd(bytes.count, ordering: .relaxed)
      return code
    }
  }
}

import Dispatch
import EthereumTypes

/// Recovers the senders of transactions on all cores.
///
/// - Parameter allowingHighS: Whether *s* may exceed half the curve's order, as in Frontier.
/// - Returns: One entry a transaction; nil where the signature belongs to no key.
package func parallelRecoverSenders(
  _ transactions: [Transaction], allowingHighS: Bool = false
) -> [Address?] {
  recoverSenders(count: transactions.count) { index in
    try? transactions[index].recoverSender(allowingHighS: allowingHighS)
  }
}

/// Fills in the senders of all blocks that could be decoded.
func recoverSenders(in chains: inout [BlockChain]) {
  // All at once: most test blocks have a single transaction.
  let signed = chains.flatMap { chain in
    chain.blocks.flatMap { block in
      (block.block?.transactions ?? []).map { ($0, isFrontier: block.fork == .frontier) }
    }
  }
  let senders = recoverSenders(count: signed.count) { index in
    try? signed[index].0.recoverSender(allowingHighS: signed[index].isFrontier)
  }
  var rest = senders[...]
  for chain in chains.indices {
    for block in chains[chain].blocks.indices {
      let count = chains[chain].blocks[block].block?.transactions.count ?? 0
      chains[chain].blocks[block].senders = Array(rest.prefix(count))
      rest = rest.dropFirst(count)
    }
  }
}

private func recoverSenders(count: Int, _ recover: @Sendable (Int) -> Address?) -> [Address?] {
  // A recovery takes some 35 µs: a stride makes waking a thread worthwhile.
  let stride = 16
  guard count > stride else { return (0..<count).map(recover) }
  return [Address?](unsafeUninitializedCapacity: count) { buffer, initializedCount in
    // Each iteration initialises its own part of the buffer and nothing else.
    nonisolated(unsafe) let senders = buffer
    DispatchQueue.concurrentPerform(iterations: (count + stride - 1) / stride) { iteration in
      let start = iteration * stride
      for index in start..<min(start + stride, count) {
        senders.initializeElement(at: index, to: recover(index))
      }
    }
    initializedCount = count
  }
}

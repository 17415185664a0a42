import EthereumTypes

/// Wei that a block itself gives an account, outside any transaction.
struct Credit {
  let recipient: Address
  let amount: UInt256
}

extension ExecutableBlock {
  /// Rewards before Paris, withdrawals from Shanghai on, in the order in which they are paid.
  var credits: [Credit] {
    if fork >= .paris {
      return withdrawals.map { Credit(recipient: $0.address, amount: $0.amountInWei) }
    }
    // Where an ommer is not known, neither is the miner's part for naming it.
    guard let ommers else { return [] }
    let reward = ProofOfWork.reward(in: fork)
    let miner = Credit(
      recipient: header.feeRecipient,
      amount: reward + UInt256(ommers.count) * reward.dividedBy(32))
    return [miner]
      + ommers.map { ommer in
        // Header validation bounds the age.
        let age = UInt256(header.number &- ommer.number)
        return Credit(
          recipient: ommer.feeRecipient, amount: ((8 &- age) &* reward).dividedBy(8))
      }
  }
}

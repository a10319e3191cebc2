import type { DealRow } from './deals.ts';
import type { Books, DeliveryRow, OrderRow, PlanRow } from './orders.ts';

/**
 * Slips of the kind that real systems make. None may vanish on the way: the models correct them, or the coverage says
 * why a row has no place.
 */
export function withSlips(books: Books, yesterday: string): Books {
  const plans = books.plans.map((plan, index): PlanRow => (index % 400 === 150 ? { ...plan, menu_code: '' } : plan));
  const orders = books.orders.map((order, index): OrderRow => {
    if (index % 500 === 120) return { ...order, menu_code: 'AUDIO' };
    if (index % 300 === 40) return { ...order, menu_code: ` ${order.menu_code.toLowerCase()}` };
    return order;
  });
  const [model] = orders;
  const leaver: OrderRow[] =
    model === undefined
      ? []
      : [
          {
            ...model,
            order_no: 'O-90001',
            employee_no: 'E099',
            starts_on: yesterday,
            ends_on: yesterday,
            amount: 240_000,
          },
        ];
  const stray = (number: number, orderNo: string, amount: number): DeliveryRow => ({
    delivery_no: `D-90000${number}`,
    order_no: orderNo,
    delivered_from: yesterday,
    delivered_to: yesterday,
    amount,
    cost: Math.round(amount * 0.8),
  });
  const deliveries = [
    ...books.deliveries,
    ...books.deliveries.slice(0, 1),
    stray(1, 'O-99998', 18_400),
    stray(2, 'O-99999', 7_250),
    stray(3, '', 3_300),
    ...(leaver.length === 0 ? [] : [stray(4, 'O-90001', 240_000)]),
  ];
  return { plans, orders: [...orders, ...leaver], deliveries };
}

/** One open deal without a closing date, one of a client that the master does not know. */
export function withDealSlips(deals: readonly DealRow[]): readonly DealRow[] {
  const open = deals.filter((deal) => deal.stage !== 'won' && deal.stage !== 'lost');
  const undated = open[3]?.deal_no;
  const unknown = open[11]?.deal_no;
  return deals.map((deal) => {
    if (deal.deal_no === undated) return { ...deal, close_on: '' };
    if (deal.deal_no === unknown) return { ...deal, client_no: 'C-9999' };
    return deal;
  });
}

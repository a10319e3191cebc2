/** The platform's own components that this host has, by the name flexipages use. */
import Accordion from 'host/accordion';
import DetailPanel from 'host/detailPanel';
import FieldSection from 'host/fieldSection';
import Greeting from 'host/greeting';
import HighlightsPanel from 'host/highlightsPanel';
import ListCard from 'host/listCard';
import RecentItems from 'host/recentItems';
import RelatedList from 'host/relatedList';
import RelatedLists from 'host/relatedLists';
import RelatedRecord from 'host/relatedRecord';
import RichText from 'host/richText';
import Shortcuts from 'host/shortcuts';
import Tabset from 'host/tabset';
import type { Constructor } from '../componentPlace/componentPlace.ts';

export const standard: Readonly<Record<string, Constructor>> = {
  'console:relatedRecord': RelatedRecord,
  'flexipage:accordion': Accordion,
  'flexipage:fieldSection': FieldSection,
  'flexipage:filterListCard': ListCard,
  'flexipage:recentItems': RecentItems,
  'flexipage:richText': RichText,
  'flexipage:tabset': Tabset,
  'force:detailPanel': DetailPanel,
  'force:highlightsPanel': HighlightsPanel,
  'force:recordDetailPanelMobile': DetailPanel,
  'force:relatedListContainer': RelatedLists,
  'force:relatedListSingleContainer': RelatedList,
  'host:greeting': Greeting,
  'host:shortcuts': Shortcuts,
  'lst:dynamicRelatedList': RelatedList,
};

import rss from '@astrojs/rss';
import { getCollection } from 'astro:content';

export async function GET(context) {
  const notes = await getCollection('notes');
  return rss({
    title: 'Notes on layers',
    description: 'Short notes on how container images are put together.',
    site: context.site,
    items: notes.map(({ id, data }) => ({
      title: data.title,
      description: data.summary,
      pubDate: data.date,
      link: `/notes/${id}/`,
    })),
  });
}
